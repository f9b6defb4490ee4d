import { Button, Checkbox, Drawer, Form, Input } from 'antd';
import { moneyText } from '@paifan/shared/client/moneyText';
import { useRead, useWrite } from '../../api/queries';
import { RefundEffects } from '../../features/orders/RefundEffects';
import { Loaded } from '../../ui/Loaded';
import type { DeskAfterSale } from '../pages/DeskAfterSale';

export type Deed = 'approve' | 'reject' | 'receive' | 'refund';

export const DEED_TITLES: Readonly<Record<Deed, string>> = {
  approve: '同意',
  reject: '拒绝',
  receive: '已收到退货',
  refund: '退款',
};

interface Typed {
  answer?: string;
  restock?: boolean;
}

/** What is done with a request; where money goes back, with what that does first. */
export function DecideDrawer({
  deed,
  found: { no, kind, amountFen },
  onClose,
}: {
  deed: Deed;
  found: DeskAfterSale;
  onClose: () => void;
}) {
  const approve = useWrite('POST /api/desk/after-sales/:no/approve', '已同意', onClose);
  const reject = useWrite('POST /api/desk/after-sales/:no/reject', '已拒绝', onClose);
  const receive = useWrite('POST /api/desk/after-sales/:no/received', '已登记', onClose);
  const refund = useWrite('POST /api/desk/after-sales/:no/refund', '已开始退款', onClose);
  const params = { no };
  const paysNow = deed === 'refund' || (deed === 'approve' && kind === 'refundOnly');
  const needsAnswer = deed === 'reject' || (deed === 'approve' && kind === 'returnRefund');
  const sum = paysNow && amountFen !== null ? ` ${moneyText(amountFen)}` : '';
  const verb = `${DEED_TITLES[deed]}${paysNow && deed === 'approve' ? '并退款' : ''}${sum}`;
  function send({ answer, restock = false }: Typed): void {
    if (deed === 'receive') receive.mutate({ params, body: { restock } });
    else if (deed === 'refund') refund.mutate({ params });
    else if (deed === 'approve') approve.mutate({ params, body: answer ? { answer } : {} });
    else if (answer) reject.mutate({ params, body: { answer } });
  }
  return (
    <Drawer open title={DEED_TITLES[deed]} size={520} onClose={onClose}>
      <Form<Typed> layout="vertical" onFinish={send}>
        {deed === 'receive' ? (
          <Form.Item name="restock" valuePropName="checked">
            <Checkbox>商品完好，放回库存</Checkbox>
          </Form.Item>
        ) : null}
        {needsAnswer ? (
          <Form.Item
            name="answer"
            label={deed === 'reject' ? '理由（会员会看到）' : '退货地址（会员会看到）'}
            rules={[{ required: true, whitespace: true, message: '请填写' }]}
          >
            <Input.TextArea rows={3} maxLength={200} showCount />
          </Form.Item>
        ) : null}
        {paysNow || (deed === 'approve' && kind === 'returnRefund') ? (
          <Preview no={no} isAsked={approve.isIdle && refund.isIdle} />
        ) : null}
        <Button
          type="primary"
          danger={deed === 'reject' || paysNow}
          htmlType="submit"
          loading={approve.isPending || reject.isPending || receive.isPending || refund.isPending}
        >
          {verb}
        </Button>
      </Form>
    </Drawer>
  );
}

/** What the refund does, by the very rules that would do it. */
function Preview({ no, isAsked }: { no: string; isAsked: boolean }) {
  // What is decided is not planned any more.
  const preview = useRead('GET /api/desk/after-sales/:no/preview', { params: { no } }, { enabled: isAsked });
  return <Loaded query={preview}>{(found) => <RefundEffects preview={found} />}</Loaded>;
}
