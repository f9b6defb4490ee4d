import { manualClock } from '../../server/src/clock';
import { playDemo } from '../../server/src/demo/load';
import { openidOf } from '../../server/src/demo/people';
import { openingOf } from '../../server/src/demo/story';
import { introduceMember, stockShop } from '../../server/src/demo/stock';
import { startTestShop, type Person, type TestShop } from '../../server/test/support/shop';

export type { Person, TestShop };

export interface StockedShopOptions {
  /** Keys of the demo's people who are members already. */
  members?: readonly string[];
  /** Laid over config/*.json. */
  config?: object;
}

/** A shop that works by itself as `npm start` opens it, with everything to sell and no orders yet. */
export async function openStockedShop({ members = [], config }: StockedShopOptions = {}): Promise<TestShop> {
  const shop = await startTestShop({
    config,
    clock: manualClock(new Date()),
    demo: true,
    services: ['web', 'worker', 'scheduler', 'simulator'],
    tickMs: 20,
  });
  await clearShelves(shop);
  shop.clock.advance(1_000);
  await stockShop(shop.db, shop.clock);
  for (const key of members) {
    await shop.signIn(openidOf(key));
    await introduceMember(shop.db, key);
  }
  return shop;
}

/** A shop after the ten days of the demo's story, which end now unless told otherwise. Nothing more happens in it by itself. */
export async function openDemoShop(now = new Date()): Promise<TestShop> {
  const clock = manualClock(openingOf(now));
  const shop = await startTestShop({ clock, demo: true });
  await clearShelves(shop);
  await playDemo(shop.shop, clock, { now, onProgress: () => undefined });
  return shop;
}

/** A shop that was opened this morning: nothing to sell, nobody in it. */
export async function openFreshShop(): Promise<TestShop> {
  const shop = await startTestShop();
  await clearShelves(shop);
  return shop;
}

/** The test shop's own category would stand empty beside the demo's. */
const clearShelves = ({ db }: TestShop): Promise<number> => db.categories.destroy({ where: {} });
