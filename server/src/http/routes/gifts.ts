import type { giftRoutes } from '@paifan/shared/contract/gifts';
import type { ShopContext } from '../../usecases/context';
import { cancelOwnGift, confirmGift, findGiftOrder, readGiftOrders } from '../../usecases/gifts/giftOrders';
import { findGift, readGifts } from '../../usecases/gifts/gifts';
import { redeemGift } from '../../usecases/gifts/redeemGift';
import type { HandlersOf } from '../handlers';
import { presentGift, presentGiftOrder } from '../presenters/gifts';

/** The gift shop. */
export function giftHandlers(shop: ShopContext): HandlersOf<typeof giftRoutes> {
  return {
    'GET /api/gifts': async ({ query }) => {
      const { items, next } = await readGifts(shop, query, 'onSale');
      return { items: items.map(presentGift), next };
    },

    'GET /api/gifts/:id': async ({ params }) => presentGift(await findGift(shop, params.id)),

    'POST /api/gifts/:id/redeem': async ({ memberId, params, idempotencyKey, body }) =>
      presentGiftOrder(await redeemGift(shop, memberId, params.id, idempotencyKey, body)),

    'GET /api/gift-orders': async ({ memberId, query }) => {
      const { items, next } = await readGiftOrders(shop, query, { memberId });
      return { items: items.map(presentGiftOrder), next };
    },

    'GET /api/gift-orders/:id': async ({ memberId, params }) =>
      presentGiftOrder(await findGiftOrder(shop, params.id, memberId)),

    'POST /api/gift-orders/:id/cancel': async ({ memberId, params }) =>
      presentGiftOrder(await cancelOwnGift(shop, memberId, params.id)),

    'POST /api/gift-orders/:id/receipt': async ({ memberId, params }) =>
      presentGiftOrder(await confirmGift(shop, memberId, params.id)),
  };
}
