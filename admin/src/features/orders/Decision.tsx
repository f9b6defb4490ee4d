import { Checkbox, Descriptions, Form, Input, Modal } from 'antd';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { AfterSaleKind } from '@paifan/shared/orders/afterSale';
import { AFTER_SALE_KIND_TEXT } from '@paifan/shared/texts/states';
import { LOOK_AHEAD, useRead, useWrite } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import type { Side } from '../sides';
import { RefundEffects } from './RefundEffects';

const ROUTES = {
  admin: {
    preview: 'GET /api/admin/after-sales/:no/refund-preview',
    approve: 'POST /api/admin/after-sales/:no/approve',
    reject: 'POST /api/admin/after-sales/:no/reject',
    receive: 'POST /api/admin/after-sales/:no/received',
    refund: 'POST /api/admin/after-sales/:no/refund',
  },
  desk: {
    preview: 'GET /api/desk/after-sales/:no/preview',
    approve: 'POST /api/desk/after-sales/:no/approve',
    reject: 'POST /api/desk/after-sales/:no/reject',
    receive: 'POST /api/desk/after-sales/:no/received',
    refund: 'POST /api/desk/after-sales/:no/refund',
  },
} as const;

/** What can be done with a request. */
export type Deed = 'approve' | 'reject' | 'receive' | 'refund';

export const DEED_TITLES: Readonly<Record<Deed, string>> = {
  approve: '同意',
  reject: '拒绝',
  receive: '已收到退货',
  refund: '退款',
};

/** What paying a request back would bring and do, by the very rules that would do it, as long as it is not paid. */
export function ShownEffects({ side, no }: { side: Side; no: string }) {
  const preview = useRead(ROUTES[side].preview, { params: { no } }, LOOK_AHEAD);
  return <Loaded query={preview}>{(found) => <RefundEffects preview={found} />}</Loaded>;
}

interface Asked {
  readonly no: string;
  readonly kind: AfterSaleKind;
  /** null: a supplier is not told what its goods were sold for. */
  readonly amountFen: number | null;
  readonly title: string;
  /** 0: only money. */
  readonly quantity: number;
}

interface DecisionProps {
  readonly side: Side;
  readonly deed: Deed;
  readonly found: Asked;
  readonly onClose: () => void;
}

interface Typed {
  answer?: string;
  restock?: boolean;
}

/** Asks for what a decision needs, and says what follows from it in numbers. */
export function Decision({ side, deed, found, onClose }: DecisionProps) {
  const [form] = Form.useForm<Typed>();
  const { no, kind, amountFen, title, quantity } = found;
  const approve = useWrite(ROUTES[side].approve, '已同意', onClose);
  const reject = useWrite(ROUTES[side].reject, '已拒绝', onClose);
  const receive = useWrite(ROUTES[side].receive, '已登记', onClose);
  const refund = useWrite(ROUTES[side].refund, '已开始退款', onClose);
  const params = { no };
  const answerLabel = answerOf(deed, kind);
  function send({ answer = '', restock = false }: Typed): void {
    if (deed === 'receive') receive.mutate({ params, body: { restock } });
    else if (deed === 'refund') refund.mutate({ params });
    else if (deed === 'approve') approve.mutate({ params, body: answerLabel === null ? {} : { answer } });
    else reject.mutate({ params, body: { answer } });
  }
  return (
    <Modal
      open
      title={DEED_TITLES[deed]}
      okText={verbOf(deed, found)}
      okButtonProps={{ danger: deed !== 'receive' }}
      cancelText="不做了"
      confirmLoading={approve.isPending || reject.isPending || receive.isPending || refund.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'title', label: '商品', children: quantity > 0 ? `${title} × ${quantity}` : title },
          ...(amountFen === null
            ? []
            : [{ key: 'amount', label: AFTER_SALE_KIND_TEXT[kind], children: <Money fen={amountFen} /> }]),
        ]}
      />
      {deed === 'approve' || deed === 'refund' ? <ShownEffects side={side} no={no} /> : null}
      <p>{FOLLOWS[deed](kind)}</p>
      <Form<Typed> name="decision" form={form} layout="vertical" onFinish={send}>
        {deed === 'receive' ? (
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

/** What the answer is, and whether it is needed: an address for goods that come back, a reason for a no. */
const answerOf = (deed: Deed, kind: AfterSaleKind): string | null => {
  if (deed === 'reject') return '理由（会员会看到）';
  return deed === 'approve' && kind === 'returnRefund' ? '退货地址（会员会看到）' : null;
};

/** `同意并退款 ¥40.00`: what the button does, with the money that leaves by it. */
function verbOf(deed: Deed, { kind, amountFen }: Asked): string {
  const agrees = deed === 'approve' && kind === 'refundOnly';
  const sum = (agrees || deed === 'refund') && amountFen !== null ? ` ${moneyText(amountFen)}` : '';
  return `${DEED_TITLES[deed]}${agrees ? '并退款' : ''}${sum}`;
}

/** What comes next. */
const FOLLOWS: Readonly<Record<Deed, (kind: AfterSaleKind) => string>> = {
  approve: (kind) =>
    kind === 'refundOnly' ? '同意后立即退款，不能撤回。' : '同意后会员寄回商品；收到退货后再退款。',
  reject: () => '拒绝后不退款，会员可以重新申请。',
  receive: () => '登记后即可退款。',
  refund: () => '退款提交后不能撤回。',
};
