import type { deskTakingsRoutes } from '@paifan/shared/contract/deskTakings';
import type { ShopContext } from '../../usecases/context';
import { findPickups, redeemPickup } from '../../usecases/stores/pickups';
import { readTakings, storesOf, type Taking } from '../../usecases/stores/takings';
import { createTakingsFeed, takingEventId } from '../../usecases/stores/takingsFeed';
import type { HandlersOf } from '../handlers';
import { presentPickup, presentTaking, presentTakings } from '../presenters/takings';

/** What is handed over and paid at a merchant's stores. */
export function deskTakingsHandlers(shop: ShopContext): HandlersOf<typeof deskTakingsRoutes> {
  const feed = createTakingsFeed(shop);
  const pickups = async (merchantId: Parameters<typeof findPickups>[1], code: string) => ({
    items: (await findPickups(shop, merchantId, code)).map(presentPickup),
  });

  return {
    'GET /api/desk/pickups/:code': ({ staff, params }) => pickups(staff.merchantId, params.code),

    'POST /api/desk/pickups/:code/redeem': async ({ staff, params, body, idempotencyKey }) => {
      const asked = { pickupCode: params.code, orderNo: body.orderNo };
      await redeemPickup(shop, staff, asked, idempotencyKey);
      return pickups(staff.merchantId, params.code);
    },

    'GET /api/desk/takings': async ({ staff, query }) =>
      presentTakings(await readTakings(shop, staff.merchantId, query)),

    'GET /api/desk/takings/stream': async ({ staff, query, listening: { lastEventId, signal } }) => {
      const stores = await storesOf(shop.db, staff.merchantId, query.storeId);
      return asEvents(await feed.follow(stores, lastEventId, signal));
    },
  };
}

async function* asEvents(takings: AsyncIterable<Taking | null>) {
  for await (const taking of takings)
    yield taking && { id: takingEventId(taking), data: presentTaking(taking) };
}
