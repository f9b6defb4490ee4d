import { z } from 'zod';
import type { MerchantId } from '@paifan/shared/ids/ids';
import { payableAccount } from '@paifan/shared/ledger/accounts';
import { OPEN_PAYOUT_STATES } from '@paifan/shared/merchants/payablePayouts';
import { PAYOUT_PERIOD_NAMES, lastPayableDay, type PayoutPeriod } from '@paifan/shared/merchants/payables';
import { ZERO_FEN } from '@paifan/shared/money/fen';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { countColumn, dayColumn, fenColumn, flagColumn, merchantIdColumn } from '../../db/columns';
import type { Page, PageRequest } from '../../db/paging';
import { query, queryOne, type SqlParameter } from '../../db/query';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { isId } from '../lists';

const standingRow = z
  .object({
    balance_fen: fenColumn.nullable(),
    unclosed_fen: fenColumn.nullable(),
    open_fen: fenColumn.nullable(),
    in_payout_fen: fenColumn.nullable(),
    paid_fen: fenColumn.nullable(),
  })
  .transform((row) => ({
    /** Owed in all: the sum of the next three. */
    balanceFen: row.balance_fen ?? ZERO_FEN,
    /** Of days that are not closed. */
    unclosedFen: row.unclosed_fen ?? ZERO_FEN,
    /** Of statements that no payout pays yet. */
    openFen: row.open_fen ?? ZERO_FEN,
    /** Of payouts that were asked for and are not paid. */
    inPayoutFen: row.in_payout_fen ?? ZERO_FEN,
    /** Since ever. */
    paidFen: row.paid_fen ?? ZERO_FEN,
  }));

/** What a merchant is owed, and where it stands; any of it may be below zero. */
export type PayableStanding = z.output<typeof standingRow>;

/** How a merchant's payables stand, all at one moment. */
export const readPayableStanding = (
  { db }: Pick<ShopContext, 'db'>,
  merchantId: MerchantId,
): Promise<PayableStanding> =>
  inTransaction(
    db,
    async (tx) => {
      const row = await queryOne(
        tx,
        `SELECT (SELECT balance FROM accounts WHERE code = :code) AS balance_fen,
           (SELECT SUM(amount_fen) FROM payables WHERE merchant_id = :merchantId AND statement_id IS NULL) AS unclosed_fen,
           (SELECT SUM(payable_fen) FROM day_statements WHERE merchant_id = :merchantId AND payout_id IS NULL) AS open_fen,
           (SELECT SUM(amount_fen) FROM merchant_payouts WHERE merchant_id = :merchantId AND state IN (:openStates)) AS in_payout_fen,
           (SELECT SUM(amount_fen) FROM merchant_payouts WHERE merchant_id = :merchantId AND state = 'paid') AS paid_fen`,
        { code: payableAccount(merchantId).code, merchantId, openStates: [...OPEN_PAYOUT_STATES] },
        standingRow,
      );
      if (row === null) throw new Error('a row of sums is always there');
      return row;
    },
    'one moment',
  );

const proposalRow = z
  .object({
    merchant_id: merchantIdColumn,
    merchant_name: z.string(),
    period: z.enum(PAYOUT_PERIOD_NAMES),
    min_fen: fenColumn,
    has_account: flagColumn,
    days: countColumn,
    from_day: dayColumn,
    until_day: dayColumn,
    amount_fen: fenColumn,
  })
  .transform((row) => ({
    merchantId: row.merchant_id,
    merchantName: row.merchant_name,
    period: row.period,
    minFen: row.min_fen,
    hasAccount: row.has_account,
    days: row.days,
    fromDay: row.from_day,
    untilDay: row.until_day,
    amountFen: row.amount_fen,
  }));

/** What a merchant is to be paid now, by its period: its open statements up to the end of the last one that is over. */
export type PayoutProposal = z.output<typeof proposalRow>;

/**
 * Whom to pay, by merchant: whose open statements come to its least amount at least. Who has named no account is listed as well, so
 * that somebody can ask for it. What comes to less waits for the next time, below zero too.
 */
export async function listProposals(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  { cursor, limit }: PageRequest,
): Promise<Page<PayoutProposal>> {
  const today = shanghaiDay(clock.now().getTime());
  const lastDay = (period: PayoutPeriod): SqlParameter => dayText(lastPayableDay(period, today));
  const rows = await query(
    db,
    `SELECT d.merchant_id, m.name AS merchant_name, p.period, p.min_fen, p.method IS NOT NULL AS has_account,
       COUNT(*) AS days, MIN(d.day) AS from_day, MAX(d.day) AS until_day, SUM(d.payable_fen) AS amount_fen
     FROM day_statements d JOIN payees p ON p.merchant_id = d.merchant_id JOIN merchants m ON m.id = d.merchant_id
     WHERE d.payout_id IS NULL AND d.merchant_id > :after
       AND d.day <= CASE p.period WHEN 'daily' THEN :daily WHEN 'weekly' THEN :weekly ELSE :monthly END
     GROUP BY d.merchant_id, m.name, p.period, p.min_fen, p.method
     HAVING SUM(d.payable_fen) > 0 AND SUM(d.payable_fen) >= p.min_fen
     ORDER BY d.merchant_id LIMIT ${limit + 1}`,
    {
      after: isId(cursor) ? cursor : '0',
      ...{ daily: lastDay('daily'), weekly: lastDay('weekly'), monthly: lastDay('monthly') },
    },
    proposalRow,
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.merchantId ?? null) : null };
}
