import type { storeRoutes } from '@paifan/shared/contract/stores';
import type { Place } from '@paifan/shared/merchants/place';
import type { ShopContext } from '../../usecases/context';
import { readStore, readStores } from '../../usecases/stores/readStores';
import { resolveScene } from '../../usecases/stores/resolveScene';
import type { HandlersOf } from '../handlers';
import { presentScene, presentStore } from '../presenters/stores';

/** Where to buy, and what a scanned code opens. */
export function storeHandlers(shop: ShopContext): HandlersOf<typeof storeRoutes> {
  return {
    'GET /api/stores': async ({ memberId, query }) => {
      const { items, next } = await readStores(shop, memberId, { ...query, from: placeOf(query) });
      const now = shop.clock.now();
      return { items: items.map((offered) => presentStore(offered, now)), next };
    },

    'GET /api/stores/:id': async ({ memberId, params, query }) =>
      presentStore(await readStore(shop, memberId, params.id, placeOf(query)), shop.clock.now()),

    'GET /api/scenes/:scene': async ({ params }) => presentScene(await resolveScene(shop, params.scene)),
  };
}

const placeOf = ({ latitudeE6, longitudeE6 }: Partial<Place>): Place | null =>
  latitudeE6 === undefined || longitudeE6 === undefined ? null : { latitudeE6, longitudeE6 };
