import { UNION_QUEUE } from '@paifan/shared/rebate/queue/lines';
import { dayText, minuteOfClock, shanghaiDay, startOfDay } from '@paifan/shared/time/shanghai';
import { execute } from '../../db/query';
import type { ShopContext } from '../context';

const MINUTE = 60_000;

/**
 * Pays the union queue its pool of the day: once a day (Asia/Shanghai), at the set time or as soon after as anything runs. A day on
 * which nothing ran until the next one's time is not paid apart: its pool is in the next payout. SPEC section 8.
 * @param payoutAt `HH:mm`
 */
export async function payUnion(shop: ShopContext, payoutAt: string): Promise<void> {
  const now = shop.clock.now();
  const dueOn = (day: number): number => startOfDay(day) + minuteOfClock(payoutAt) * MINUTE;
  const today = shanghaiDay(now.getTime());
  const day = now.getTime() >= dueOn(today) ? today : today - 1;
  const written = await execute(
    shop.db,
    `INSERT IGNORE INTO settlement_tasks (queue_key, kind, cause, at)
     SELECT queue_key, 'unionPayout', :cause, :now FROM queues WHERE queue_key = :queue AND created_at < :due`,
    { cause: `day/${dayText(day)}`, now, queue: UNION_QUEUE, due: new Date(dueOn(day)) },
  );
  if (written > 0) shop.nudgeWorker();
}
