import type { adminCouponRoutes, couponRoutes } from '@paifan/shared/contract/coupons';
import type { ShopContext } from '../../usecases/context';
import { claimCoupon } from '../../usecases/coupons/claimCoupon';
import {
  readAllCoupons,
  readClaimable,
  readOwnCoupon,
  readOwnCoupons,
} from '../../usecases/coupons/readCoupons';
import { changeCoupon, createCoupon, stopCoupon } from '../../usecases/coupons/saveCoupon';
import type { HandlersOf } from '../handlers';
import { presentAdminCoupon, presentClaimable, presentHeld } from '../presenters/coupons';

/** Coupons, as members claim and hold them. */
export const couponHandlers = (shop: ShopContext): HandlersOf<typeof couponRoutes> => ({
  'GET /api/coupons': async ({ memberId, query }) => {
    const { items, next } = await readClaimable(shop, memberId, query);
    return { items: items.map(presentClaimable), next };
  },

  'POST /api/coupons/:id/claim': async ({ memberId, idempotencyKey, params }) => {
    const { id } = await claimCoupon(shop, memberId, idempotencyKey, params.id);
    return presentHeld(await readOwnCoupon(shop, id), shop.clock.now());
  },

  'GET /api/me/coupons': async ({ memberId, query }) => {
    const { items, next } = await readOwnCoupons(shop, memberId, query);
    return { items: items.map((own) => presentHeld(own, shop.clock.now())), next };
  },
});

/** Coupons, as operators write them. */
export const adminCouponHandlers = (shop: ShopContext): HandlersOf<typeof adminCouponRoutes> => ({
  'GET /api/admin/coupons': async ({ query }) => {
    const { items, next } = await readAllCoupons(shop, query);
    return { items: items.map(presentAdminCoupon), next };
  },

  'POST /api/admin/coupons': async ({ operator, idempotencyKey, body }) =>
    presentAdminCoupon(await createCoupon(shop, operator.id, idempotencyKey, body)),

  'PUT /api/admin/coupons/:id': async ({ operator, params, body }) =>
    presentAdminCoupon(await changeCoupon(shop, operator.id, params.id, body)),

  'POST /api/admin/coupons/:id/stop': async ({ operator, params }) =>
    presentAdminCoupon(await stopCoupon(shop, operator.id, params.id)),
});
