import type { queueRoutes } from '@paifan/shared/contract/queue';
import { readEntries } from '../../db/queueReads';
import { settingsInForce } from '../../db/settings';
import type { ShopContext } from '../../usecases/context';
import { readEntryHistory, readEntryNeighbours, readQueue } from '../../usecases/queues/readQueue';
import type { HandlersOf } from '../handlers';
import { presentEntry, presentHistory, presentNeighbours, presentOverview } from '../presenters/queue';
import { shownBy, type Shown } from '../presenters/shown';

/** The member's places in the line, and what was paid by whom. */
export function queueHandlers(shop: ShopContext): HandlersOf<typeof queueRoutes> {
  const { db, clock } = shop;
  const shownNow = async (): Promise<Shown> => shownBy((await settingsInForce(db, clock.now())).settings);

  return {
    'GET /api/queue': async ({ memberId }) => {
      return presentOverview(await readQueue(shop, memberId), await shownNow());
    },

    'GET /api/queue/entries': async ({ memberId, query }) => {
      const shown = await shownNow();
      const { items, next } = await readEntries(db, memberId, query);
      return { items: items.map((entry) => presentEntry(entry, shown)), next };
    },

    'GET /api/queue/entries/:id': async ({ memberId, params }) =>
      presentHistory(await readEntryHistory(shop, memberId, params.id), await shownNow()),

    'GET /api/queue/entries/:id/neighbours': async ({ memberId, params }) =>
      presentNeighbours(await readEntryNeighbours(shop, memberId, params.id), await shownNow()),
  };
}
