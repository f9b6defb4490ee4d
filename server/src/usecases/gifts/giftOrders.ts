import { ApiError } from '@paifan/shared/errors/errors';
import type { GiftOrderId, MemberId, OperatorId } from '@paifan/shared/ids/ids';
import {
  nextGiftOrderState,
  type GiftOrderEvent,
  type GiftOrderState,
} from '@paifan/shared/members/giftStates';
import type { Carrier } from '@paifan/shared/orders/carriers';
import { audit } from '../../db/audit';
import type { GiftOrderRow } from '../../db/models/gifts';
import type { Page, PageRequest } from '../../db/paging';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { bookGift } from './bookGift';

/** Redeemed gifts of a member, or all in one state, newest first. */
export async function readGiftOrders(
  { db }: Pick<ShopContext, 'db'>,
  request: PageRequest,
  which: { readonly memberId: MemberId } | { readonly state: GiftOrderState },
): Promise<Page<GiftOrderRow>> {
  const rows = await db.giftOrders.findAll({
    where: { ...which, ...olderThan<GiftOrderId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** @param owner whose it must be; null: anybody's @throws ApiError gift_order_not_found, also for somebody else's */
export async function findGiftOrder(
  { db }: Pick<ShopContext, 'db'>,
  id: GiftOrderId,
  owner: MemberId | null,
): Promise<GiftOrderRow> {
  const where = owner === null ? { id } : { id, memberId: owner };
  const order = await db.giftOrders.findOne({ where });
  if (order === null) throw new ApiError('gift_order_not_found');
  return order;
}

async function lockGiftOrder({ db }: ShopContext, tx: Tx, id: GiftOrderId): Promise<GiftOrderRow> {
  const order = await db.giftOrders.findByPk(id, { lock: tx.LOCK.UPDATE, transaction: tx });
  if (order === null) throw new ApiError('gift_order_not_found');
  return order;
}

/** @throws ApiError gift_order_state */
function stateAfter({ state }: GiftOrderRow, event: GiftOrderEvent): GiftOrderState {
  const next = nextGiftOrderState(state, event);
  if (next === null) throw new ApiError('gift_order_state');
  return next;
}

/** The member has received the gift. Repeating it changes nothing. @throws ApiError gift_order_not_found, gift_order_state */
export async function confirmGift(
  shop: ShopContext,
  memberId: MemberId,
  id: GiftOrderId,
): Promise<GiftOrderRow> {
  await findGiftOrder(shop, id, memberId);
  return inTransaction(shop.db, async (tx) => {
    const order = await lockGiftOrder(shop, tx, id);
    if (order.state === 'completed') return order;
    const state = stateAfter(order, 'confirm');
    return order.update({ state, endedAt: shop.clock.now() }, { transaction: tx });
  });
}

/** The member gives back a gift that was not sent yet. Repeating it changes nothing. @throws as `confirmGift` */
export async function cancelOwnGift(
  shop: ShopContext,
  memberId: MemberId,
  id: GiftOrderId,
): Promise<GiftOrderRow> {
  await findGiftOrder(shop, id, memberId);
  return inTransaction(shop.db, async (tx) => {
    const order = await lockGiftOrder(shop, tx, id);
    return order.state === 'cancelled' ? order : cancel(shop, tx, order, null);
  });
}

/** The shop cannot send it; the member reads the reason. @throws ApiError gift_order_not_found, gift_order_state */
export const cancelGift = (
  shop: ShopContext,
  by: OperatorId,
  id: GiftOrderId,
  reason: string,
): Promise<GiftOrderRow> =>
  inTransaction(shop.db, async (tx) => {
    const order = await lockGiftOrder(shop, tx, id);
    const before = { state: order.state };
    stateAfter(order, 'cancel');
    await audit(tx, {
      ...{ at: shop.clock.now(), operatorId: by, action: 'giftOrder.cancelled', subject: `giftOrder:${id}` },
      ...{ before, after: { state: 'cancelled', reason } },
    });
    return cancel(shop, tx, order, reason);
  });

/** Stock and balance return in the same step. */
async function cancel(
  shop: ShopContext,
  tx: Tx,
  order: GiftOrderRow,
  reason: string | null,
): Promise<GiftOrderRow> {
  const now = shop.clock.now();
  await order.update({ state: stateAfter(order, 'cancel'), reason, endedAt: now }, { transaction: tx });
  await execute(
    tx,
    'UPDATE gifts SET stock = stock + :quantity, redeemed = redeemed - :quantity WHERE id = :id',
    {
      id: order.giftId,
      quantity: order.quantity,
    },
  );
  const { no, title, memberId } = order;
  await announce(shop, tx, memberId, { kind: 'giftCancelled', no, title, reason });
  await bookGift(tx, 'giftReturned', order, now);
  return order;
}

/** How a gift was sent; null: handed over. */
export type GiftParcel = { readonly carrier: Carrier; readonly number: string } | null;

/** The gift was sent. @throws ApiError gift_order_not_found, gift_order_state */
export const shipGift = (
  shop: ShopContext,
  by: OperatorId,
  id: GiftOrderId,
  parcel: GiftParcel,
): Promise<GiftOrderRow> =>
  inTransaction(shop.db, async (tx) => {
    const order = await lockGiftOrder(shop, tx, id);
    const state = stateAfter(order, 'ship');
    const now = shop.clock.now();
    const { carrier, number } = parcel ?? { carrier: null, number: null };
    await order.update({ state, carrier, number, shippedAt: now }, { transaction: tx });
    const { no, title, memberId } = order;
    await announce(shop, tx, memberId, { kind: 'giftShipped', no, title, carrier, number });
    await audit(tx, {
      ...{ at: now, operatorId: by, action: 'giftOrder.shipped', subject: `giftOrder:${id}` },
      ...{ before: { state: 'placed' }, after: { state, carrier, number } },
    });
    return order;
  });

const COMPLETED_AT_ONCE = 500;

/** Gifts that were sent before a moment have arrived, also where nobody said so. */
export async function completeOldGifts(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  shippedBefore: Date,
): Promise<void> {
  const sql = `UPDATE gift_orders SET state = 'completed', ended_at = ?
    WHERE state = 'shipped' AND shipped_at <= ? ORDER BY shipped_at LIMIT ${COMPLETED_AT_ONCE}`;
  while ((await execute(db, sql, [clock.now(), shippedBefore])) === COMPLETED_AT_ONCE);
}
