import { Checkbox, Descriptions, Form, Input, Modal } from 'antd';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { AFTER_SALE_KIND_TEXT } from '@paifan/shared/texts/states';
import { LOOK_AHEAD, useRead, useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { RefundEffects } from './RefundEffects';

type AfterSale = ResponseOf<'GET /api/admin/after-sales/:no'>['afterSale'];

/** What can be decided of a request. */
export type Deed = 'approve' | 'reject' | 'received';

/** What paying a request back would bring and do, as long as it is not paid. */
export function ShownEffects({ no }: { no: string }) {
  const preview = useRead('GET /api/admin/after-sales/:no/refund-preview', { params: { no } }, LOOK_AHEAD);
  return <Loaded query={preview}>{(found) => <RefundEffects preview={found} />}</Loaded>;
}

interface Typed {
  answer?: string;
  restock?: boolean;
}

const TITLES: Readonly<Record<Deed, string>> = { approve: '同意', reject: '拒绝', received: '已收到退货' };

/** What the answer is, and whether it is needed: an address for goods that come back, a reason for a no. */
const answerOf = (deed: Deed, kind: AfterSale['kind']): string | null => {
  if (deed === 'reject') return '理由（会员会看到）';
  return deed === 'approve' && kind === 'returnRefund' ? '退货地址（会员会看到）' : null;
};

/** Asks for what a decision needs, and says what follows from it. */
export function Decision({
  deed,
  found: { no, kind, amountFen, title, quantity },
  onClose,
}: {
  deed: Deed;
  found: AfterSale;
  onClose: () => void;
}) {
  const [form] = Form.useForm<Typed>();
  const approve = useWrite('POST /api/admin/after-sales/:no/approve', '已同意', onClose);
  const reject = useWrite('POST /api/admin/after-sales/:no/reject', '已拒绝', onClose);
  const receive = useWrite('POST /api/admin/after-sales/:no/received', '已登记', onClose);
  const params = { no };
  const answerLabel = answerOf(deed, kind);
  function send({ answer = '', restock = false }: Typed): void {
    if (deed === 'received') receive.mutate({ params, body: { restock } });
    else if (deed === 'approve') approve.mutate({ params, body: answerLabel === null ? {} : { answer } });
    else reject.mutate({ params, body: { answer } });
  }
  return (
    <Modal
      open
      title={TITLES[deed]}
      okText={TITLES[deed]}
      okButtonProps={{ danger: deed !== 'received' }}
      cancelText="不做了"
      confirmLoading={approve.isPending || reject.isPending || receive.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Descriptions
        size="small"
        column={1}
        items={[
          { label: '商品', children: quantity > 0 ? `${title} × ${quantity}` : title },
          { label: AFTER_SALE_KIND_TEXT[kind], children: <Money fen={amountFen} /> },
        ]}
      />
      {deed === 'approve' && kind === 'refundOnly' ? <ShownEffects no={no} /> : null}
      <p>{FOLLOWS[deed](kind)}</p>
      <Form<Typed> name="decision" form={form} layout="vertical" onFinish={send}>
        {deed === 'received' ? (
          <Form.Item name="restock" valuePropName="checked">
            <Checkbox>商品完好，放回库存</Checkbox>
          </Form.Item>
        ) : null}
        {answerLabel === null ? null : (
          <Form.Item
            name="answer"
            label={answerLabel}
            rules={[{ required: true, whitespace: true, message: '请填写' }]}
          >
            <Input.TextArea rows={3} maxLength={200} showCount />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}

/** What comes next. */
const FOLLOWS: Readonly<Record<Deed, (kind: AfterSale['kind']) => string>> = {
  approve: (kind) =>
    kind === 'refundOnly' ? '同意后立即退款，不能撤回。' : '同意后会员寄回商品；收到退货后再退款。',
  reject: () => '拒绝后不退款，会员可以重新申请。',
  received: () => '登记后即可退款。',
};
