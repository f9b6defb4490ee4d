import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { DayStatementId, MerchantId, MerchantPayoutId } from '@paifan/shared/ids/ids';
import { MERCHANT_PAYOUT_STATES } from '@paifan/shared/merchants/payablePayouts';
import {
  countColumn,
  dayColumn,
  dayStatementIdColumn,
  fenColumn,
  idColumn,
  merchantIdColumn,
  merchantPayoutIdColumn,
  storeIdColumn,
  timeColumn,
} from '../../db/columns';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { isId, toPage } from '../lists';

type Office = Pick<ShopContext, 'db'>;

const sums = {
  line_count: countColumn,
  sale_fen: fenColumn,
  refunded_fen: fenColumn,
  commission_fen: fenColumn,
  freight_fen: fenColumn,
  payable_fen: fenColumn,
  contributed_fen: fenColumn,
  rewarded_fen: fenColumn,
};
const sumsRow = z.object(sums);
const SUMS = Object.keys(sums);

/** What the lines of a day came to. */
const toSums = (row: z.output<typeof sumsRow>) => ({
  lines: row.line_count,
  saleFen: row.sale_fen,
  refundedFen: row.refunded_fen,
  commissionFen: row.commission_fen,
  freightFen: row.freight_fen,
  payableFen: row.payable_fen,
  contributedFen: row.contributed_fen,
  rewardedFen: row.rewarded_fen,
});

const statementRow = z
  .object({
    id: dayStatementIdColumn,
    merchant_id: merchantIdColumn,
    merchant_name: z.string(),
    day: dayColumn,
    closed_at: timeColumn,
    payout_id: merchantPayoutIdColumn.nullable(),
    payout_state: z.enum(MERCHANT_PAYOUT_STATES).nullable(),
    ...sums,
  })
  .transform((row) => ({
    id: row.id,
    merchantId: row.merchant_id,
    merchantName: row.merchant_name,
    day: row.day,
    closedAt: row.closed_at,
    /** The payout that pays it, or is to; null: open. */
    payoutId: row.payout_id,
    isPaid: row.payout_state === 'paid',
    ...toSums(row),
  }));

/** What a merchant's lines of one day came to. */
export type DayStatement = z.output<typeof statementRow>;

// Straight: with few merchants the server would begin with them, and sort everything.
const SELECT = `SELECT d.id, d.merchant_id, m.name AS merchant_name, d.day, d.closed_at, d.payout_id, p.state AS payout_state,
    ${SUMS.map((column) => `d.${column}`).join(', ')}
  FROM day_statements d STRAIGHT_JOIN merchants m ON m.id = d.merchant_id LEFT JOIN merchant_payouts p ON p.id = d.payout_id`;

export interface StatementsRequest extends PageRequest {
  /** Absent: of all merchants. */
  readonly merchantId?: MerchantId;
  /** `YYYY-MM-DD`; absent: every day. */
  readonly day?: string;
  /** From this day and to that, both included. */
  readonly from?: string;
  readonly to?: string;
  /** Those that this payout pays, or is to. */
  readonly payoutId?: MerchantPayoutId;
}

/** Statements, newest first. */
export async function listStatements(
  { db }: Office,
  request: StatementsRequest,
): Promise<Page<DayStatement>> {
  const { merchantId, day, from, to, payoutId, cursor, limit } = request;
  const conditions = [
    ...(merchantId === undefined ? [] : ['d.merchant_id = :merchantId']),
    ...(day === undefined ? [] : ['d.day = :day']),
    ...(from === undefined ? [] : ['d.day >= :from']),
    ...(to === undefined ? [] : ['d.day <= :to']),
    ...(payoutId === undefined ? [] : ['d.payout_id = :payoutId']),
    ...(isId(cursor) ? ['d.id < :cursor'] : []),
  ];
  const rows = await query(
    db,
    `${SELECT} ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`} ORDER BY d.id DESC LIMIT ${limit + 1}`,
    {
      ...{ merchantId: merchantId ?? '', payoutId: payoutId ?? '', cursor: cursor ?? '' },
      ...{ day: day ?? '', from: from ?? '', to: to ?? '' },
    },
    statementRow,
  );
  return toPage(rows, request);
}

/** @param merchantId only if it is this merchant's @throws ApiError statement_not_found */
export async function findStatement(
  { db }: Office,
  id: DayStatementId,
  merchantId?: MerchantId,
): Promise<DayStatement> {
  const [found] = await query(db, `${SELECT} WHERE d.id = ?`, [id], statementRow);
  if (found === undefined || (merchantId !== undefined && found.merchantId !== merchantId))
    throw new ApiError('statement_not_found');
  return found;
}

const storeRow = z
  .object({ store_id: storeIdColumn, store_name: z.string(), ...sums })
  .transform((row) => ({ storeId: row.store_id, storeName: row.store_name, ...toSums(row) }));
/** The same for one store. */
export type StoreOfStatement = z.output<typeof storeRow>;

/** The stores of a statement; of a supplier there are none. */
export const readStoresOf = ({ db }: Office, { id }: DayStatement): Promise<StoreOfStatement[]> =>
  query(
    db,
    `SELECT d.store_id, s.name AS store_name, ${SUMS.map((column) => `d.${column}`).join(', ')}
     FROM day_statement_stores d JOIN stores s ON s.id = d.store_id WHERE d.statement_id = ? ORDER BY d.store_id`,
    [id],
    storeRow,
  );

const lineRow = z
  .object({
    id: idColumn,
    order_no: z.string(),
    line_no: countColumn,
    nth: countColumn,
    store_id: storeIdColumn.nullable(),
    title: z.string(),
    sku_name: z.string(),
    quantity: countColumn,
    sale_fen: fenColumn,
    commission_fen: fenColumn,
    freight_fen: fenColumn,
    amount_fen: fenColumn,
    at: timeColumn,
  })
  .transform((row) => ({
    id: row.id,
    orderNo: row.order_no,
    lineNo: row.line_no,
    /** Its order completed, or part of it was refunded since. */
    kind: row.nth === 0 ? ('sale' as const) : ('refund' as const),
    storeId: row.store_id,
    title: row.title,
    skuName: row.sku_name,
    quantity: row.quantity,
    saleFen: row.sale_fen,
    commissionFen: row.commission_fen,
    freightFen: row.freight_fen,
    amountFen: row.amount_fen,
    at: row.at,
  }));
/** A payable of a statement: of a refund its amounts are below zero. */
export type LineOfStatement = z.output<typeof lineRow>;

/** What a statement is made of, newest first. */
export async function listLinesOf(
  { db }: Office,
  { id }: DayStatement,
  page: PageRequest,
): Promise<Page<LineOfStatement>> {
  const rows = await query(
    db,
    `SELECT p.id, o.no AS order_no, p.line_no, p.nth, p.store_id, l.title, l.sku_name, l.quantity,
       p.sale_fen, p.commission_fen, p.freight_fen, p.amount_fen, p.at
     FROM payables p JOIN orders o ON o.id = p.order_id
     JOIN order_lines l ON l.order_id = p.order_id AND l.line_no = p.line_no
     WHERE p.statement_id = :id ${isId(page.cursor) ? 'AND p.id < :cursor' : ''} ORDER BY p.id DESC LIMIT ${page.limit + 1}`,
    { id, cursor: page.cursor ?? '' },
    lineRow,
  );
  return toPage(rows, page);
}
