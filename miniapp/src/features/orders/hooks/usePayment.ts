import { useQueryClient } from '@tanstack/react-query';
import { platform } from '@platform/platform';
import { messageOf } from '@paifan/shared/client/failure';
import { request } from '@/api/client';
import { replace } from '@/navigation';
import { say } from '@/ui/useWrite';
import { MOVED_BY_ORDERS, orderQuery, type Order } from '../api/queries';

/**
 * Pays an order and shows what came of it. Whatever the payment sheet says, the server is asked, which asks
 * WeChat Pay: the sheet's word is not proof. Never throws.
 * @param onUnpaid where a cancelled or failed payment leads: the order waits and can be paid later.
 */
export function usePayment(onUnpaid: (no: string) => void): (no: string) => Promise<void> {
  const client = useQueryClient();

  const refresh = (order: Order | null, no: string) => {
    if (order !== null) client.setQueryData(orderQuery(no).queryKey, order);
    for (const key of MOVED_BY_ORDERS) void client.invalidateQueries({ queryKey: [key] });
  };

  return async function pay(no) {
    try {
      const params = await request('POST /api/orders/:no/payment', { params: { no } });
      const outcome = await platform.requestPayment(params);
      const order = await request('POST /api/orders/:no/payment/check', { params: { no } }).catch(() => null);
      refresh(order, no);
      if (outcome === 'done' || (order !== null && order.state !== 'placed')) {
        replace('/packages/shop/result/index', { no });
        return;
      }
      say(outcome === 'cancelled' ? '已取消支付，订单为你留着' : '支付没有完成，可以再试一次');
    } catch (thrown) {
      refresh(null, no);
      say(messageOf(thrown));
    }
    onUnpaid(no);
  };
}
