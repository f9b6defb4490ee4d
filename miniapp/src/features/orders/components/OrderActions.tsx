import { useQueryClient } from '@tanstack/react-query';
import { Text } from '@tarojs/components';
import { request } from '@/api/client';
import { ActionBar } from '@/ui/ActionBar';
import { ask } from '@/ui/ask';
import { Button } from '@/ui/Button';
import { say, useWrite } from '@/ui/useWrite';
import { MOVED_BY_ORDERS, orderQuery, type Order } from '../api/queries';
import { usePayment } from '../hooks/usePayment';
import { useReceipt } from '../hooks/useReceipt';

/** What can be done with an order in its state. */
export function OrderActions({ order }: { order: Order }) {
  const client = useQueryClient();
  const pay = usePayment(() => undefined);

  const show = (next: Order) => {
    client.setQueryData(orderQuery(next.no).queryKey, next);
    for (const key of MOVED_BY_ORDERS) void client.invalidateQueries({ queryKey: [key] });
  };
  const params = { no: order.no };

  const payment = useWrite(() => pay(order.no));
  const closing = useWrite(async () => {
    if (!(await ask({ title: '取消这一单？', content: '取消后商品会放回货架。' }))) return;
    show(await request('POST /api/orders/:no/close', { params }));
    say('订单已取消');
  });
  const receipt = useReceipt(order.no, show);
  const busy = payment.busy || closing.busy || receipt.busy;

  if (order.state === 'placed') {
    return (
      <ActionBar>
        <Button className="t-close" text="取消订单" busy={closing.busy} disabled={busy} onTap={closing.run} />
        <Button
          kind="main"
          className="t-pay"
          text="去付款"
          busy={payment.busy}
          disabled={busy}
          onTap={payment.run}
        />
      </ActionBar>
    );
  }
  // What is fetched at a store completes there, when its code is checked.
  if ((order.state === 'paid' || order.state === 'shipped') && order.delivery === 'express') {
    return (
      <ActionBar>
        <Text className="muted">收到商品后再确认</Text>
        <Button
          className="t-receipt"
          text="确认收货"
          busy={receipt.busy}
          disabled={busy}
          onTap={receipt.run}
        />
      </ActionBar>
    );
  }
  return null;
}
