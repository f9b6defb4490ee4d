import { useQueryClient } from '@tanstack/react-query';
import { request } from '@/api/client';
import { ask } from '@/ui/ask';
import { say, useWrite } from '@/ui/useWrite';
import type { GiftOrder } from '../api/queries';

/** What a member can do with a redeemed gift. Both may be repeated without harm. */
export function useGiftOrder({ id }: GiftOrder) {
  const client = useQueryClient();
  const renew = async () => {
    await Promise.all(['gifts', 'me'].map((key) => client.invalidateQueries({ queryKey: [key] })));
  };

  const cancelling = useWrite(async () => {
    if (!(await ask({ title: '取消兑换？', content: '用掉的会全部退回。' }))) return;
    await request('POST /api/gift-orders/:id/cancel', { params: { id } });
    await renew();
    say('已取消，退回余额');
  });
  const receiving = useWrite(async () => {
    await request('POST /api/gift-orders/:id/receipt', { params: { id } });
    await renew();
    say('已确认收到');
  });
  return { cancelling, receiving };
}
