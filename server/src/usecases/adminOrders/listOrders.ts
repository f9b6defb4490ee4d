import { z } from 'zod';
import type { MemberId, OrderId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { ORDER_KINDS, ORDER_STATES, type OrderKind, type OrderState } from '@paifan/shared/orders/states';
import { orderIdColumn } from '../../db/columns';
import { idBounds } from '../../db/idBounds';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import { readMemberNames, type MemberName } from '../../db/names';
import type { ShopContext } from '../context';
import { dayBounds, isId } from '../lists';
import { summarizeOrders, type OrderInShort } from '../orders/readOrders';

/** Which orders; days are those of Shanghai, by the time of placing, both included. */
export interface OrderFilter extends PageRequest {
  readonly no?: string;
  readonly state?: OrderState;
  readonly kind?: OrderKind;
  readonly storeId?: StoreId;
  readonly memberId?: MemberId;
  readonly productId?: ProductId;
  readonly from?: string;
  readonly to?: string;
}

/** An order in the operators' list. */
export interface ListedOrder extends OrderInShort {
  readonly member: MemberName;
}

const idRow = z.object({ id: orderIdColumn });

/** Orders, newest first. However many there are, it reads about as many rows of an index as it answers. */
export async function listOrders(
  { db }: Pick<ShopContext, 'db'>,
  filter: OrderFilter,
): Promise<Page<ListedOrder>> {
  const ids = await findIds(db, filter);
  const shown = ids.slice(0, filter.limit);
  const rows = await db.orders.findAll({ where: { id: shown }, order: [['id', 'DESC']] });
  const orders = await summarizeOrders(db, rows);
  const names = await readMemberNames(
    db,
    orders.map(({ order }) => order.memberId),
  );
  const items = orders.map((order) => ({ ...order, member: names(order.order.memberId) }));
  return { items, next: ids.length > filter.limit ? (shown.at(-1) ?? null) : null };
}

async function findIds(db: ShopContext['db'], filter: OrderFilter): Promise<OrderId[]> {
  const { cursor, limit, productId } = filter;
  const span = dayBounds(filter.from, filter.to);
  const bounds = await idBounds(db, { table: 'orders', at: 'placed_at' }, span);
  if (bounds === null) return [];
  const column = productId === undefined ? 'o.id' : 'l.order_id';
  const conditions = [
    ...(isId(cursor) ? [`${column} < :cursor`] : []),
    ...(bounds.low === undefined ? [] : [`${column} >= :low`, 'o.placed_at >= :fromTime']),
    ...(bounds.high === undefined ? [] : [`${column} <= :high`, 'o.placed_at < :toTime']),
    ...(filter.no === undefined ? [] : ['o.no = :no']),
    ...(filter.memberId === undefined ? [] : ['o.member_id = :memberId']),
    ...(filter.storeId === undefined ? [] : ['o.store_id = :storeId']),
    ...(productId === undefined ? [] : ['l.product_id = :productId', FIRST_OF_ITS_PRODUCT]),
  ];
  const from = productId === undefined ? 'orders o' : linesOf(filter);
  // Within one kind and one state the index gives the newest ids at once; a few such runs are merged.
  const arms = armsOf(filter).map((arm) => {
    const where = [...conditions, ...arm];
    return `(SELECT ${column} AS id FROM ${from}
      ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY ${column} DESC LIMIT ${limit + 1})`;
  });
  const rows = await query(
    db,
    `SELECT id FROM (${arms.join(' UNION ALL ')}) found ORDER BY id DESC LIMIT ${limit + 1}`,
    { ...parametersOf(filter), ...span, ...bounds },
    idRow,
  );
  return rows.map(({ id }) => id);
}

/** A product may stand in several lines of an order. */
const FIRST_OF_ITS_PRODUCT = `NOT EXISTS (SELECT 1 FROM order_lines e
  WHERE e.order_id = l.order_id AND e.product_id = l.product_id AND e.line_no < l.line_no)`;

/** What is not finished is little: it is found by its state. All else is read from the product's newest line down, and not sorted. */
function linesOf({ state }: OrderFilter): string {
  const isLittle = state === 'placed' || state === 'paid' || state === 'shipped';
  return isLittle
    ? 'order_lines l JOIN orders o ON o.id = l.order_id'
    : 'order_lines l FORCE INDEX (order_lines_product) STRAIGHT_JOIN orders o ON o.id = l.order_id';
}

/** Where one order, one member or one product is asked for, their own index serves all kinds and states together. */
function armsOf({ no, memberId, productId, kind, state, storeId }: OrderFilter): string[][] {
  const isNarrow = no !== undefined || memberId !== undefined || productId !== undefined;
  const isOpen = kind === undefined && state === undefined && storeId === undefined;
  if (isNarrow || isOpen)
    return [
      [
        ...(kind === undefined ? [] : [`o.kind = '${kind}'`]),
        ...(state === undefined ? [] : [`o.state = '${state}'`]),
      ],
    ];
  const kinds = kind === undefined ? ORDER_KINDS : [kind];
  const states = state === undefined ? ORDER_STATES : [state];
  return kinds.flatMap((eachKind) =>
    states.map((eachState) => [`o.kind = '${eachKind}'`, `o.state = '${eachState}'`]),
  );
}

const parametersOf = ({ cursor, no, memberId, storeId, productId }: OrderFilter) => ({
  cursor: cursor ?? '',
  no: no ?? '',
  memberId: memberId ?? '',
  storeId: storeId ?? '',
  productId: productId ?? '',
});
