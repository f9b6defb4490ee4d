import { daysInMs } from '@paifan/shared/time/shanghai';
import { settingsInForce } from '../db/settings';
import type { ShopContext } from '../usecases/context';
import { completeOldGifts } from '../usecases/gifts/giftOrders';

/** Completes gifts that nobody confirmed, after as many days as orders. */
export async function completeGifts(shop: ShopContext): Promise<void> {
  const now = shop.clock.now();
  const { settings } = await settingsInForce(shop.db, now);
  await completeOldGifts(shop, new Date(now.getTime() - daysInMs(settings.autoConfirmDays)));
}
