import { platform } from '@platform/platform';
import { request } from '@/api/client';
import { ask } from '@/ui/ask';
import { say, useWrite } from '@/ui/useWrite';
import type { Order } from '../api/queries';

const DONE = '已确认收货';

/**
 * Confirms that an order has come: in WeChat's own component where there is one, which releases the money at WeChat; else by a question of
 * the shop's own. An answer that was lost is found by the server, which asks WeChat before the component opens again.
 */
export function useReceipt(no: string, show: (order: Order) => void) {
  const params = { no };
  const prepare = () => request('POST /api/orders/:no/receipt/prepare', { params });
  const confirm = async (): Promise<void> => {
    show(await request('POST /api/orders/:no/receipt', { params }));
    say(DONE);
  };

  /** @returns true: it is decided, one way or the other */
  async function inWeChat(): Promise<boolean> {
    if (platform.confirmReceipt === null) return false;
    const { order, extraData } = await prepare();
    if (order.state === 'completed') {
      show(order);
      say(DONE);
      return true;
    }
    if (extraData === null) return false;
    const outcome = await platform.confirmReceipt(extraData);
    if (outcome === 'unsupported') return false;
    if (outcome === 'done') await confirm();
    else if (outcome === 'cancelled') say('还没有确认，收到后再点也不迟');
    else {
      const now = await prepare();
      if (now.order.state === 'completed') show(now.order);
      say(now.order.state === 'completed' ? DONE : '微信没有完成确认，请稍后再试');
    }
    return true;
  }

  return useWrite(async () => {
    if (await inWeChat()) return;
    if (await ask({ title: '确认收到商品了？', content: '确认后这一单就完成了。' })) await confirm();
  });
}
