import { UNION_QUEUE } from '@paifan/shared/rebate/queue/lines';
import { unionPayoutDue } from '@paifan/shared/rebate/union/payoutTime';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { execute } from '../../db/query';
import type { ShopContext } from '../context';

/**
 * Pays the union queue its pool of the day: once a day (Asia/Shanghai), at the set time or as soon after as anything runs. A day on
 * which nothing ran until the next one's time is not paid apart: its pool is in the next payout. SPEC section 8.
 * @param payoutAt `HH:mm`
 */
export async function payUnion(shop: ShopContext, payoutAt: string): Promise<void> {
  const now = shop.clock.now();
  const today = shanghaiDay(now.getTime());
  const day = now.getTime() >= unionPayoutDue(today, payoutAt) ? today : today - 1;
  const written = await execute(
    shop.db,
    `INSERT IGNORE INTO settlement_tasks (queue_key, kind, cause, at)
     SELECT queue_key, 'unionPayout', :cause, :now FROM queues WHERE queue_key = :queue AND created_at < :due`,
    { cause: `day/${dayText(day)}`, now, queue: UNION_QUEUE, due: new Date(unionPayoutDue(day, payoutAt)) },
  );
  if (written > 0) shop.nudgeWorker();
}
