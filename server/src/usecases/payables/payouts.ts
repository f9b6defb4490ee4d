import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, MerchantPayoutId } from '@paifan/shared/ids/ids';
import {
  MERCHANT_PAYOUT_STATES,
  PAYOUT_METHOD_NAMES,
  type MerchantPayoutState,
} from '@paifan/shared/merchants/payablePayouts';
import {
  countColumn,
  dayColumn,
  fenColumn,
  merchantIdColumn,
  merchantPayoutIdColumn,
  operatorIdColumn,
  timeColumn,
} from '../../db/columns';
import { during, equals, where } from '../../db/conditions';
import type { TimeSpan } from '../../db/idBounds';
import { readOperatorNames, type OperatorName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { Executor, Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { beforeCursor, toPage } from '../lists';

const payoutRow = z
  .object({
    id: merchantPayoutIdColumn,
    no: z.string(),
    merchant_id: merchantIdColumn,
    merchant_name: z.string(),
    state: z.enum(MERCHANT_PAYOUT_STATES),
    amount_fen: fenColumn,
    from_day: dayColumn,
    until_day: dayColumn,
    days: countColumn,
    method: z.enum(PAYOUT_METHOD_NAMES),
    bank_name: z.string().nullable(),
    account_sealed: z.string().nullable(),
    account_hint: z.string().nullable(),
    requested_by_id: operatorIdColumn,
    requested_at: timeColumn,
    decided_by_id: operatorIdColumn.nullable(),
    decided_at: timeColumn.nullable(),
    ended_by_id: operatorIdColumn.nullable(),
    ended_at: timeColumn.nullable(),
    note: z.string().nullable(),
    reference: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    no: row.no,
    merchantId: row.merchant_id,
    merchantName: row.merchant_name,
    state: row.state,
    amountFen: row.amount_fen,
    /** `YYYY-MM-DD` of its first and last statement. */
    fromDay: row.from_day,
    untilDay: row.until_day,
    /** How many statements it pays. */
    days: row.days,
    method: row.method,
    bankName: row.bank_name,
    accountSealed: row.account_sealed,
    accountHint: row.account_hint,
    requestedById: row.requested_by_id,
    requestedAt: row.requested_at,
    decidedById: row.decided_by_id,
    decidedAt: row.decided_at,
    endedById: row.ended_by_id,
    endedAt: row.ended_at,
    /** Why it was rejected or cancelled. */
    note: row.note,
    /** The number of the transfer. */
    reference: row.reference,
  }));

/** What is paid, or is to be paid, to a merchant at a time. */
export type MerchantPayout = z.output<typeof payoutRow>;

/** The same with the names of the operators who dealt with it. */
export interface NamedPayout extends MerchantPayout {
  readonly requestedBy: OperatorName;
  readonly decidedBy: OperatorName | null;
  readonly endedBy: OperatorName | null;
}

// Straight: with few merchants the server would begin with them, and sort everything.
const SELECT = `SELECT p.id, p.no, p.merchant_id, m.name AS merchant_name, p.state, p.amount_fen, p.from_day, p.until_day, p.days,
    p.method, p.bank_name, p.account_sealed, p.account_hint, p.requested_by_id, p.requested_at, p.decided_by_id, p.decided_at,
    p.ended_by_id, p.ended_at, p.note, p.reference
  FROM merchant_payouts p STRAIGHT_JOIN merchants m ON m.id = p.merchant_id`;

/** Those asked for in a span of time, if one is given. */
export interface PayoutsRequest extends PageRequest, TimeSpan {
  /** Absent: of all merchants. */
  readonly merchantId?: MerchantId;
  /** Absent: in any. */
  readonly state?: MerchantPayoutState;
}

/** Payouts, newest first. */
export async function listPayouts(
  executor: Executor,
  request: PayoutsRequest,
): Promise<Page<MerchantPayout>> {
  const { sql, values } = where([
    ...equals('p.merchant_id', request.merchantId),
    ...equals('p.state', request.state),
    ...during('p.requested_at', request),
    ...beforeCursor('p.id', request),
  ]);
  const newest = `${SELECT} ${sql} ORDER BY p.id DESC LIMIT ${request.limit + 1}`;
  const rows = await query(executor, newest, values, payoutRow);
  return toPage(rows, request);
}

/** @param merchantId only if it is this merchant's @throws ApiError payout_not_found */
export async function findPayout(
  executor: Executor,
  id: MerchantPayoutId,
  merchantId?: MerchantId,
): Promise<MerchantPayout> {
  return own(await query(executor, `${SELECT} WHERE p.id = ?`, [id], payoutRow), merchantId);
}

/** Under its lock. @throws ApiError payout_not_found */
export async function lockPayout(tx: Tx, id: MerchantPayoutId): Promise<MerchantPayout> {
  await query(tx, 'SELECT id FROM merchant_payouts WHERE id = ? FOR UPDATE', [id], z.unknown());
  return findPayout(tx, id);
}

function own([found]: readonly MerchantPayout[], merchantId: MerchantId | undefined): MerchantPayout {
  if (found === undefined || (merchantId !== undefined && found.merchantId !== merchantId))
    throw new ApiError('payout_not_found');
  return found;
}

/** With who dealt with them. */
export async function withOperators(
  { db }: Pick<ShopContext, 'db'>,
  payouts: readonly MerchantPayout[],
): Promise<NamedPayout[]> {
  const names = await readOperatorNames(
    db,
    payouts.flatMap(({ requestedById, decidedById, endedById }) => [requestedById, decidedById, endedById]),
  );
  return payouts.map((payout) => ({
    ...payout,
    requestedBy: names(payout.requestedById),
    decidedBy: payout.decidedById && names(payout.decidedById),
    endedBy: payout.endedById && names(payout.endedById),
  }));
}
