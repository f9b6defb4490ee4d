import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { dayOfText, dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { countColumn, fenColumn, orderIdColumn, storeIdColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import type { TimeSpan } from '../../db/idBounds';
import type { Page, PageRequest } from '../../db/paging';
import { query, queryOne } from '../../db/query';
import type { Executor } from '../../db/transaction';
import type { ShopContext } from '../context';
import { dayBounds } from '../lists';

/*
 * What is paid at a merchant's stores, at the cashier and online. Everything is asked by store and time of payment, which the index
 * `orders_takings` has.
 */

const takingRow = z
  .object({
    id: orderIdColumn,
    no: z.string(),
    kind: z.enum(['store', 'cashier']),
    store_id: storeIdColumn,
    store_name: z.string(),
    buyer_name: z.string(),
    paid_at: timeColumn,
    total_fen: fenColumn,
    refunded_fen: fenColumn,
    contributed_fen: fenColumn,
  })
  .transform((row) => ({
    id: row.id,
    no: row.no,
    kind: row.kind,
    storeId: row.store_id,
    storeName: row.store_name,
    /** Of the buyer, whole: presenters mask it. */
    buyerName: row.buyer_name,
    paidAt: row.paid_at,
    amountFen: row.total_fen,
    refundedFen: row.refunded_fen,
    contributedFen: row.contributed_fen,
  }));

/** One payment at a store. */
export type Taking = z.output<typeof takingRow>;

/** @param where over orders `o`, beginning with the stores */
const takingsSql = (where: string, limit: number): string => `
  SELECT o.id, o.no, o.kind, o.store_id, s.name AS store_name, m.nickname AS buyer_name, o.paid_at, o.total_fen,
    (SELECT COALESCE(SUM(l.refunded_fen), 0) FROM order_lines l WHERE l.order_id = o.id) AS refunded_fen,
    (SELECT COALESCE(SUM(l.contributed_fen), 0) FROM order_lines l WHERE l.order_id = o.id) AS contributed_fen
  FROM orders o JOIN stores s ON s.id = o.store_id JOIN members m ON m.id = o.member_id
  WHERE ${where} ORDER BY o.paid_at DESC, o.id DESC LIMIT ${limit}`;

/** What was paid at these stores since a moment, newest first. */
export const takingsSince = (
  executor: Executor,
  stores: readonly StoreId[],
  since: Date,
  limit: number,
): Promise<Taking[]> =>
  stores.length === 0
    ? Promise.resolve([])
    : query(
        executor,
        takingsSql('o.store_id IN (:stores) AND o.paid_at >= :since', limit),
        { stores: [...stores], since },
        takingRow,
      );

export interface TakingsRequest extends PageRequest {
  /** `YYYY-MM-DD`, both included; without `to` until today, without `from` the last day alone. */
  readonly from?: string;
  readonly to?: string;
  /** Absent: all stores of the merchant. */
  readonly storeId?: StoreId;
}

export interface TakingsOfDays extends Page<Taking> {
  readonly from: string;
  readonly to: string;
  /** Of all of these days, as the two sums are. */
  readonly count: number;
  readonly amountFen: Fen;
  readonly refundedFen: Fen;
}

const sumsRow = z.object({ count: countColumn, amount_fen: fenColumn });
const refundedRow = z.object({ refunded_fen: fenColumn });
const CURSOR = /^(\d{1,15})-([1-9]\d{0,18})$/;

/** So many days are summed up at most: a quarter of a year. */
const MOST_DAYS = 92;

/** The days that are asked for, both included. @throws ApiError too_many_days */
function daysOf({ from, to }: Pick<TakingsRequest, 'from' | 'to'>, now: Date): { from: string; to: string } {
  const last = to === undefined ? shanghaiDay(now.getTime()) : dayOfText(to);
  const first = from === undefined ? last : dayOfText(from);
  if (last - first >= MOST_DAYS)
    throw new ApiError('too_many_days', `一次最多查看 ${MOST_DAYS} 天，请缩短日期`);
  return { from: dayText(first), to: dayText(last) };
}

const PAID_THEN = 'o.store_id IN (:stores) AND o.paid_at >= :fromTime AND o.paid_at < :toTime';

/** What was paid at these stores in a span of time, newest first. */
export async function listTakings(
  db: Database,
  stores: readonly StoreId[],
  { cursor, limit, fromTime, toTime }: PageRequest & Required<TimeSpan>,
): Promise<Page<Taking>> {
  if (stores.length === 0) return { items: [], next: null };
  const [, ms, id] = CURSOR.exec(cursor ?? '') ?? [];
  const after = ms === undefined || id === undefined ? null : { at: new Date(Number(ms)), id };
  const older = after === null ? '' : ' AND (o.paid_at < :at OR (o.paid_at = :at AND o.id < :id))';
  const rows = await query(
    db,
    takingsSql(`${PAID_THEN}${older}`, limit + 1),
    { stores, fromTime, toTime, ...after },
    takingRow,
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? `${last.paidAt.getTime()}-${last.id}` : null };
}

/** What was paid on some days, newest first, and its sums. @throws ApiError store_not_found, too_many_days */
export async function readTakings(
  { db, clock }: ShopContext,
  merchantId: MerchantId,
  { storeId, from, to, ...page }: TakingsRequest,
): Promise<TakingsOfDays> {
  const stores = await storesOf(db, merchantId, storeId);
  const days = daysOf({ from, to }, clock.now());
  if (stores.length === 0) return { items: [], next: null, ...days, ...NOTHING };
  const span = dayBounds(days.from, days.to);
  const parameters = { stores, ...span };
  const sums = await queryOne(
    db,
    `SELECT COUNT(*) AS count, COALESCE(SUM(o.total_fen), 0) AS amount_fen FROM orders o WHERE ${PAID_THEN}`,
    parameters,
    sumsRow,
  );
  const refunded = await queryOne(
    db,
    `SELECT COALESCE(SUM(l.refunded_fen), 0) AS refunded_fen
     FROM orders o JOIN order_lines l ON l.order_id = o.id WHERE ${PAID_THEN}`,
    parameters,
    refundedRow,
  );
  return {
    ...(await listTakings(db, stores, { ...page, ...span })),
    ...days,
    count: sums?.count ?? NOTHING.count,
    amountFen: sums?.amount_fen ?? NOTHING.amountFen,
    refundedFen: refunded?.refunded_fen ?? NOTHING.refundedFen,
  };
}

const NOTHING = { count: 0, amountFen: ZERO_FEN, refundedFen: ZERO_FEN };

/** The merchant's stores, or the one that is asked for. @throws ApiError store_not_found, also for another merchant's */
export async function storesOf(
  db: Database,
  merchantId: MerchantId,
  asked: StoreId | undefined,
): Promise<StoreId[]> {
  const where = { merchantId, ...(asked === undefined ? {} : { id: asked }) };
  const stores = await db.stores.findAll({ where, attributes: ['id'] });
  if (asked !== undefined && stores.length === 0) throw new ApiError('store_not_found');
  return stores.map(({ id }) => id);
}
