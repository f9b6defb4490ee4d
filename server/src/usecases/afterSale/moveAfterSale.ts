import type { CreationAttributes } from 'sequelize';
import { ApiError } from '@paifan/shared/errors/errors';
import {
  nextAfterSaleState,
  OPEN_AFTER_SALE_STATES,
  type AfterSaleEvent,
} from '@paifan/shared/orders/afterSale';
import type { AfterSaleRow } from '../../db/models/afterSale';
import type { OrderRow } from '../../db/models/orders';
import { execute } from '../../db/query';
import type { Tx } from '../../db/transaction';
import { actorText, type Actor } from '../actor';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import { lockOrder } from '../orders/findOrder';

/** A request and its order, both under their locks. */
export interface LockedAfterSale {
  readonly order: OrderRow;
  readonly afterSale: AfterSaleRow;
}

/** The order is locked first, as everywhere. @throws ApiError after_sale_not_found, also when it is not this member's */
export async function lockAfterSale(
  { db }: Pick<ShopContext, 'db'>,
  tx: Tx,
  where: { readonly no: string; readonly memberId?: string },
): Promise<LockedAfterSale> {
  const found = await db.afterSales.findOne({ where, attributes: ['id', 'orderId'], transaction: tx });
  if (!found) throw new ApiError('after_sale_not_found');
  const order = await lockOrder(db, tx, found.orderId);
  const afterSale = await db.afterSales.findByPk(found.id, {
    transaction: tx,
    lock: tx.LOCK.UPDATE,
    rejectOnEmpty: true,
  });
  return { order, afterSale };
}

type Changes = Partial<Pick<CreationAttributes<AfterSaleRow>, 'answer' | 'returnCarrier' | 'returnNumber'>>;

/**
 * Lets something happen to a request: its state follows the table, what happened is kept, its member is told.
 * @param note what is kept with it
 * @throws ApiError after_sale_state
 */
export async function moveAfterSale(
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  { order, afterSale }: LockedAfterSale,
  event: AfterSaleEvent,
  actor: Actor,
  changes: Changes = {},
): Promise<void> {
  const state = nextAfterSaleState(afterSale.kind, afterSale.state, event);
  if (state === null) throw new ApiError('after_sale_state');
  const now = shop.clock.now();
  const endedAt = OPEN_AFTER_SALE_STATES.includes(state) ? null : now;
  await afterSale.update({ ...changes, state, endedAt }, { transaction: tx });
  await noteAfterSale(shop, tx, { order, afterSale }, actor, changes.answer ?? null);
}

/** Keeps the state that a request has come to, and tells its member. */
export async function noteAfterSale(
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  { order, afterSale }: LockedAfterSale,
  actor: Actor,
  note: string | null,
): Promise<void> {
  const { id, no, state, kind, amountFen, memberId } = afterSale;
  await execute(
    tx,
    `INSERT INTO after_sale_events (after_sale_id, seq, state, actor, note, at)
     SELECT :id, COALESCE(MAX(seq), 0) + 1, :state, :actor, :note, :at FROM after_sale_events WHERE after_sale_id = :id`,
    { id, state, actor: actorText(actor), note, at: shop.clock.now() },
  );
  // Where nothing is to be sent back, the money follows in the same moment, and that is told.
  if (state === 'approved' && kind === 'refundOnly') return;
  await announce(shop, tx, memberId, {
    kind: 'afterSale',
    orderId: order.id,
    orderNo: order.no,
    afterSaleNo: no,
    state,
    amountFen,
    answer: note,
  });
}
