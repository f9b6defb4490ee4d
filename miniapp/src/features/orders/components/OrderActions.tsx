import { useQueryClient } from '@tanstack/react-query';
import { Text } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { request } from '@/api/client';
import { colors } from '@config/tokens';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { say, useWrite } from '@/ui/useWrite';
import { MOVED_BY_ORDERS, orderQuery, type Order } from '../api/queries';
import { usePayment } from '../hooks/usePayment';

/** Asks first; does it only when the member agrees. */
function ask(title: string, content: string, agreed: () => void): void {
  Taro.showModal({
    title,
    content,
    confirmText: '确定',
    cancelText: '再想想',
    confirmColor: colors.vermilionText,
  })
    .then(({ confirm }) => confirm && agreed())
    .catch(() => undefined); // closed without an answer
}

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
    show(await request('POST /api/orders/:no/close', { params }));
    say('订单已取消');
  });
  const receipt = useWrite(async () => {
    show(await request('POST /api/orders/:no/receipt', { params }));
    say('已确认收货');
  });
  const busy = payment.busy || closing.busy || receipt.busy;

  if (order.state === 'placed') {
    return (
      <ActionBar>
        <Button
          className="t-close"
          text="取消订单"
          busy={closing.busy}
          disabled={busy}
          onTap={() => ask('取消这一单？', '取消后商品会放回货架。', closing.run)}
        />
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
  if ((order.state === 'paid' || order.state === 'shipped') && order.kind !== 'cashier') {
    return (
      <ActionBar>
        <Text className="muted">收到商品后再确认</Text>
        <Button
          className="t-receipt"
          text="确认收货"
          busy={receipt.busy}
          disabled={busy}
          onTap={() => ask('确认收到商品了？', '确认后这一单就完成了。', receipt.run)}
        />
      </ActionBar>
    );
  }
  return null;
}
