import { isDeepStrictEqual } from 'node:util';
import { noticeMs } from '@paifan/shared/rebate/reset/schedule';
import { publishedVersions, settingsInForce, settingsVersion } from '../db/settings';
import type { ShopContext } from '../usecases/context';
import {
  cancelLostResets,
  carryOutPlans,
  planResets,
  type ScheduleInForce,
} from '../usecases/queues/carryOutPlans';
import { tellQueues } from '../usecases/queues/pauses';
import { payUnion } from '../usecases/queues/payUnion';

/** What time does to the queues: setting 18 comes into force, resets and wind-downs are announced and done, the union is paid. */
export async function keepQueues(shop: ShopContext): Promise<void> {
  await tellQueues(shop);
  const schedule = await scheduleInForce(shop);
  await cancelLostResets(shop, schedule);
  await planResets(shop, schedule);
  await carryOutPlans(shop);
  const { settings } = await settingsInForce(shop.db, shop.clock.now());
  await payUnion(shop, settings.unionPayoutAt);
}

/** The reset schedule of now, and since when it has been the same without a break. */
async function scheduleInForce({ db, clock }: ShopContext): Promise<ScheduleInForce> {
  const now = clock.now();
  const { settings, publishedAt } = await settingsInForce(db, now);
  const schedule = settings.resetSchedule;
  let since = publishedAt;
  const earlier = (await publishedVersions(db)).filter(({ published_at }) => published_at <= now);
  for (const { id, published_at } of earlier.reverse()) {
    const version = await settingsVersion(db, id);
    if (!isDeepStrictEqual(version.settings.resetSchedule, schedule)) break;
    since = published_at;
  }
  return { schedule, since, noticeMs: noticeMs(settings) };
}
