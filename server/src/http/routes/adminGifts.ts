import type { adminGiftRoutes } from '@paifan/shared/contract/adminGifts';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { GiftOrderRow } from '../../db/models/gifts';
import type { ShopContext } from '../../usecases/context';
import { cancelGift, findGiftOrder, readGiftOrders, shipGift } from '../../usecases/gifts/giftOrders';
import { changeGift, createGift, readGifts } from '../../usecases/gifts/gifts';
import type { HandlersOf } from '../handlers';
import { presentAdminGift, presentGiftOrder } from '../presenters/gifts';

type AdminOrderView = ResponseOf<'GET /api/admin/gift-orders/:id'>;

/** The gift shop, for operators. */
export function adminGiftHandlers(shop: ShopContext): HandlersOf<typeof adminGiftRoutes> {
  /** With the names of the members, which operators see. */
  async function present(orders: readonly GiftOrderRow[]): Promise<AdminOrderView[]> {
    const ids = [...new Set(orders.map(({ memberId }) => memberId))];
    const members = await shop.db.members.findAll({ where: { id: ids }, attributes: ['id', 'nickname'] });
    const names = new Map(members.map(({ id, nickname }) => [id, nickname]));
    return orders.map((order) => ({
      ...presentGiftOrder(order),
      memberId: order.memberId,
      nickname: names.get(order.memberId) ?? '',
    }));
  }

  async function presentOne(order: GiftOrderRow): Promise<AdminOrderView> {
    const [view] = await present([order]);
    if (view === undefined) throw new Error('one order has one view');
    return view;
  }

  return {
    'GET /api/admin/gifts': async ({ query }) => {
      const { items, next } = await readGifts(shop, query, 'all');
      return { items: items.map(presentAdminGift), next };
    },

    'POST /api/admin/gifts': async ({ operator, idempotencyKey, body }) =>
      presentAdminGift(await createGift(shop, operator.id, idempotencyKey, body)),

    'PUT /api/admin/gifts/:id': async ({ operator, params, body }) =>
      presentAdminGift(await changeGift(shop, operator.id, params.id, body)),

    'GET /api/admin/gift-orders': async ({ query }) => {
      const { items, next } = await readGiftOrders(shop, query, { state: query.state });
      return { items: await present(items), next };
    },

    'GET /api/admin/gift-orders/:id': async ({ params }) =>
      presentOne(await findGiftOrder(shop, params.id, null)),

    'POST /api/admin/gift-orders/:id/ship': async ({ operator, params, body }) =>
      presentOne(await shipGift(shop, operator.id, params.id, body.parcel)),

    'POST /api/admin/gift-orders/:id/cancel': async ({ operator, params, body }) =>
      presentOne(await cancelGift(shop, operator.id, params.id, body.reason)),
  };
}
