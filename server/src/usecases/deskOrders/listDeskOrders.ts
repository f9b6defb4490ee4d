import { z } from 'zod';
import type { MerchantId, OrderId, StoreId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { countColumn, fenColumn, orderIdColumn } from '../../db/columns';
import type { OrderRow } from '../../db/models/orders';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { isId } from '../lists';
import type { Staff } from '../staff/findStaff';
import { storesOf } from '../stores/takings';

/*
 * Orders as a merchant's desk sees them: those that were paid and hold lines of the merchant, and of those its own lines alone. What is
 * paid at a cashier is in the takings.
 */

/** Of which merchant the desk is. */
export type Desk = Pick<Staff, 'merchantId' | 'merchantKind'>;

export interface DeskOrderFilter extends PageRequest {
  readonly no?: string;
  readonly state?: DeskOrderState;
  readonly storeId?: StoreId;
}

const PAID_STATES = ['paid', 'shipped', 'completed', 'refunded'] as const;
type DeskOrderState = Exclude<(typeof PAID_STATES)[number], 'refunded'>;

/** The merchant's part of an order. */
export interface DeskOrderInShort {
  readonly order: OrderRow;
  /** null: an order of the mall. */
  readonly storeName: string | null;
  /** Of its first own line. */
  readonly title: string;
  readonly picture: string | null;
  readonly pieces: number;
  /** Neither sent nor given back. */
  readonly leftPieces: number;
  /** Paid for own lines; of a supplier the supply price. */
  readonly amountFen: Fen;
}

const idRow = z.object({ id: orderIdColumn });

/** The desk's orders, newest first. @throws ApiError store_not_found, also for another merchant's */
export async function listDeskOrders(
  { db }: Pick<ShopContext, 'db'>,
  desk: Desk,
  filter: DeskOrderFilter,
): Promise<Page<DeskOrderInShort>> {
  const { limit } = filter;
  const stores =
    desk.merchantKind === 'store' || filter.storeId !== undefined
      ? await storesOf(db, desk.merchantId, filter.storeId)
      : [];
  const arms = desk.merchantKind === 'store' ? storeArms(stores, filter) : [mallArm(filter)];
  if (arms.length === 0) return { items: [], next: null };
  const ids = await query(
    db,
    `SELECT id FROM (${arms.join(' UNION ALL ')}) found ORDER BY id DESC LIMIT ${limit + 1}`,
    { merchantId: desk.merchantId, cursor: filter.cursor ?? '', no: filter.no ?? '' },
    idRow,
  );
  const shown = ids.slice(0, limit).map(({ id }) => id);
  const items = await summarizeForDesk(db, desk, shown);
  return { items, next: ids.length > limit ? (shown.at(-1) ?? null) : null };
}

const armOf = (from: string, where: readonly string[], column: string, limit: number): string =>
  `(SELECT ${column} AS id FROM ${from} WHERE ${where.join(' AND ')} ORDER BY ${column} DESC LIMIT ${limit + 1})`;

const conditionsOf = ({ cursor, no }: DeskOrderFilter, column: string): string[] => [
  ...(isId(cursor) ? [`${column} < :cursor`] : []),
  ...(no === undefined ? [] : ['o.no = :no']),
];

const HOLDS_OWN =
  'EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = o.id AND l.merchant_id = :merchantId)';

/** Within one store and one state the index `orders_of_store` gives the newest ids at once. */
const storeArms = (stores: readonly StoreId[], filter: DeskOrderFilter): string[] =>
  stores.flatMap((storeId) =>
    (filter.state === undefined ? PAID_STATES : [filter.state]).map((state) =>
      armOf(
        'orders o',
        [
          `o.store_id = ${storeId}`,
          `o.kind = 'store'`,
          `o.state = '${state}'`,
          HOLDS_OWN,
          ...conditionsOf(filter, 'o.id'),
        ],
        'o.id',
        filter.limit,
      ),
    ),
  );

/** A supplier's lines stand in the order of their orders; what is not finished is little, and is found either way. */
function mallArm(filter: DeskOrderFilter): string {
  const { state, no, limit } = filter;
  const isNarrow = no !== undefined || state === 'paid' || state === 'shipped';
  const from = isNarrow
    ? 'order_lines l JOIN orders o ON o.id = l.order_id'
    : 'order_lines l FORCE INDEX (order_lines_of_merchant) STRAIGHT_JOIN orders o ON o.id = l.order_id';
  return armOf(
    from,
    [
      'l.merchant_id = :merchantId',
      `o.kind = 'mall'`,
      state === undefined ? 'o.paid_at IS NOT NULL' : `o.state = '${state}'`,
      `NOT EXISTS (SELECT 1 FROM order_lines e
        WHERE e.order_id = l.order_id AND e.merchant_id = l.merchant_id AND e.line_no < l.line_no)`,
      ...conditionsOf(filter, 'l.order_id'),
    ],
    'l.order_id',
    limit,
  );
}

const sumsRow = z.object({
  order_id: orderIdColumn,
  pieces: countColumn,
  left_pieces: countColumn,
  paid_fen: fenColumn,
  cost_fen: fenColumn,
  first_line: countColumn,
});

/** These orders with what a list shows of the merchant's lines, newest first. One without such lines is left out. */
export async function summarizeForDesk(
  db: ShopContext['db'],
  { merchantId, merchantKind }: Desk,
  ids: readonly OrderId[],
): Promise<DeskOrderInShort[]> {
  if (ids.length === 0) return [];
  const orders = await db.orders.findAll({ where: { id: [...ids] }, order: [['id', 'DESC']] });
  const sums = await query(
    db,
    `SELECT l.order_id, MIN(l.line_no) AS first_line, SUM(l.quantity) AS pieces,
       SUM(l.paid_fen) AS paid_fen, SUM(l.cost_fen) AS cost_fen,
       GREATEST(SUM(l.quantity) - SUM(l.withdrawn) - SUM(COALESCE((
         SELECT SUM(i.quantity) FROM parcels p JOIN parcel_lines i ON i.parcel_id = p.id
         WHERE p.order_id = l.order_id AND i.line_no = l.line_no), 0)), 0) AS left_pieces
     FROM order_lines l WHERE l.order_id IN (:ids) AND l.merchant_id = :merchantId GROUP BY l.order_id`,
    { ids: [...ids], merchantId },
    sumsRow,
  );
  const lines = await firstLines(db, merchantId, ids);
  const stores = await db.stores.findAll({ where: { merchantId }, attributes: ['id', 'name'] });
  return orders.flatMap((order) => {
    const sum = sums.find(({ order_id }) => order_id === order.id);
    if (sum === undefined) return [];
    const first = lines.find(({ orderId, lineNo }) => orderId === order.id && lineNo === sum.first_line);
    return {
      order,
      storeName: stores.find(({ id }) => id === order.storeId)?.name ?? null,
      title: first?.title ?? '',
      picture: first?.picture ?? null,
      pieces: sum.pieces,
      // What was given back in full, or is no order to be sent any more, waits for nobody.
      leftPieces: order.state === 'paid' ? sum.left_pieces : 0,
      amountFen: merchantKind === 'supplier' ? sum.cost_fen : sum.paid_fen,
    };
  });
}

const firstLines = (db: ShopContext['db'], merchantId: MerchantId, ids: readonly OrderId[]) =>
  db.orderLines.findAll({
    where: { orderId: [...ids], merchantId },
    attributes: ['orderId', 'lineNo', 'title', 'picture'],
  });
