import { z } from 'zod';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import type { OrderState } from '@paifan/shared/orders/states';
import { countColumn, orderIdColumn } from '../../db/columns';
import type { OrderLineRow, OrderRow } from '../../db/models/orders';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import { readEntriesOfOrders, type PlacedEntry } from '../../db/queueReads';
import { isPaymentSettled } from '../../settle/tasks';
import type { ShopContext } from '../context';
import { findOwnOrder } from './findOrder';
import { olderThan, pageLimit, toPage } from '../lists';

/** An order with its lines and the places that they got. */
export interface OrderInFull {
  readonly order: OrderRow;
  readonly storeName: string | null;
  readonly lines: readonly { readonly line: OrderLineRow; readonly entry: PlacedEntry | null }[];
  /** The settlement of its payment is done. */
  readonly settled: boolean;
}

/** One order of a member. @throws ApiError order_not_found */
export async function readOrder({ db }: ShopContext, memberId: MemberId, no: string): Promise<OrderInFull> {
  const order = await findOwnOrder(db, memberId, no);
  // In this order: once the settlement is seen, its entries are there.
  const settled = await isPaymentSettled(db, order.id);
  const lines = await db.orderLines.findAll({ where: { orderId: order.id }, order: [['lineNo', 'ASC']] });
  const entries = await readEntriesOfOrders(db, [order.id]);
  const store =
    order.storeId === null ? null : await db.stores.findByPk(order.storeId, { attributes: ['name'] });
  return {
    order,
    storeName: store?.name ?? null,
    lines: lines.map((line) => ({
      line,
      entry: entries.find(({ lineNo }) => lineNo === line.lineNo) ?? null,
    })),
    settled,
  };
}

/** An order in a list: by its first line. */
export interface OrderInShort {
  readonly order: OrderRow;
  readonly id: OrderId;
  readonly storeName: string | null;
  readonly first: OrderLineRow | null;
  readonly pieces: number;
}

const piecesRow = z.object({ order_id: orderIdColumn, pieces: countColumn });

/** A member's orders, newest first. */
export async function readOrders(
  { db }: ShopContext,
  memberId: MemberId,
  { state, ...request }: PageRequest & { readonly state?: OrderState },
): Promise<Page<OrderInShort>> {
  const rows = await db.orders.findAll({
    where: { memberId, ...(state ? { state } : {}), ...olderThan(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  const { items: orders, next } = toPage(rows, request);
  return { items: await summarizeOrders(db, orders), next };
}

/** Orders with what a list shows of their lines. */
export async function summarizeOrders(
  db: ShopContext['db'],
  orders: readonly OrderRow[],
): Promise<OrderInShort[]> {
  if (orders.length === 0) return [];
  const ids = orders.map(({ id }) => id);
  const firstLines = await db.orderLines.findAll({ where: { orderId: ids, lineNo: 0 } });
  const pieces = await query(
    db,
    'SELECT order_id, SUM(quantity) AS pieces FROM order_lines WHERE order_id IN (?) GROUP BY order_id',
    [ids],
    piecesRow,
  );
  const storeIds = orders.flatMap(({ storeId }) => (storeId === null ? [] : [storeId]));
  const stores = await db.stores.findAll({ where: { id: storeIds }, attributes: ['id', 'name'] });
  return orders.map((order) => ({
    order,
    id: order.id,
    storeName: stores.find(({ id }) => id === order.storeId)?.name ?? null,
    first: firstLines.find(({ orderId }) => orderId === order.id) ?? null,
    pieces: pieces.find(({ order_id }) => order_id === order.id)?.pieces ?? 0,
  }));
}
