import { ZERO_RATIO } from '@paifan/shared/money/ratio';
import { settingsInForce } from '../db/settings';
import type { ShopContext } from '../usecases/context';
import { releaseLove } from '../usecases/wallet/releaseLove';

/** Makes the day's part of frozen love available; nothing while the ratio is 0. */
export async function releaseFrozenLove(shop: ShopContext): Promise<void> {
  const { settings } = await settingsInForce(shop.db, shop.clock.now());
  const ratio = settings.loveReleaseRatio;
  if (ratio !== ZERO_RATIO) await releaseLove(shop, ratio);
}
