import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import type { Database } from '../../db/connect';
import type { OrderRow } from '../../db/models/orders';
import type { Tx } from '../../db/transaction';

/** @throws ApiError order_not_found, also for an order of somebody else */
export async function findOwnOrder(db: Database, memberId: MemberId, no: string): Promise<OrderRow> {
  const order = await db.orders.findOne({ where: { no, memberId } });
  if (!order) throw new ApiError('order_not_found');
  return order;
}

/** The order under its lock, until the transaction ends. The order is locked before its payment, everywhere. */
export async function lockOrder(db: Database, tx: Tx, id: OrderId): Promise<OrderRow> {
  const order = await db.orders.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (!order) throw new Error(`order ${id} is not there`);
  return order;
}
