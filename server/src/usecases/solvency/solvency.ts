import { z } from 'zod';
import { fen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { fraction, roundedDownText } from '@paifan/shared/money/fraction';
import { COVERAGE_DAYS } from '@paifan/shared/rebate/brake/brake';
import { estimate, type Estimate } from '@paifan/shared/rebate/forecast/forecast';
import { dayText, shanghaiDay, startOfDay } from '@paifan/shared/time/shanghai';
import { countColumn, dayColumn, fenColumn, timeColumn } from '../../db/columns';
import { readLargestQueues } from '../../db/queueDesk';
import { query, queryOne } from '../../db/query';
import type { Executor } from '../../db/transaction';
import type { ShopContext } from '../context';
import { withFigures, type QueueFigures } from '../queues/desk';
import { pacesOf } from '../queues/paces';

/*
 * Is the line fed? Everything is read from sums that settlement keeps (queues, queue_days) and from counts that an index
 * holds: nothing is counted over all orders, so it is as fast with a million of them.
 */

/** What came in, went out and joined on a day, in all queues. */
export interface SolvencyDay {
  readonly day: string;
  readonly inflowFen: Fen;
  readonly paidFen: Fen;
  readonly joinedCount: number;
}

export interface Solvency {
  readonly at: Date;
  readonly days: number;
  readonly totals: {
    readonly inflowFen: Fen;
    readonly paidFen: Fen;
    readonly waitingCount: number;
    readonly outstandingFen: Fen;
    readonly poolFen: Fen;
    readonly inflow30Fen: Fen;
    readonly coverage: string | null;
    readonly queues: number;
    readonly estimate: Estimate;
  };
  readonly today: Omit<SolvencyDay, 'day'> & Today;
  readonly byDay: readonly SolvencyDay[];
  readonly byQueue: readonly QueueFigures[];
  readonly needsPerson: NeedsPerson;
}

const LARGEST = 20;

/** @param days how many days the flow is told of, today included */
export async function readSolvency(shop: ShopContext, days: number): Promise<Solvency> {
  const { db, clock } = shop;
  const now = clock.now();
  const all = await readFlowOfAll(db, now, Math.max(days, COVERAGE_DAYS));
  const byDay = all.slice(-days);
  const sums = await readSums(db);
  const inflowOf = (span: number): Fen => sum(all.slice(-span), ({ inflowFen }) => inflowFen);
  const inflow30Fen = inflowOf(COVERAGE_DAYS);
  const { inflowFen, paidFen, joinedCount } = byDay.at(-1) ?? NOTHING;
  return {
    at: now,
    days,
    totals: {
      inflowFen: sum(byDay, (day) => day.inflowFen),
      paidFen: sum(byDay, (day) => day.paidFen),
      waitingCount: sums.waiting_count,
      outstandingFen: sums.waiting_fen,
      poolFen: fen(sums.pool_fen - sums.debt_fen),
      inflow30Fen,
      coverage: sums.waiting_fen === 0 ? null : roundedDownText(fraction(inflow30Fen, sums.waiting_fen)),
      queues: sums.queues,
      estimate: estimate(sums.waiting_fen, ZERO_FEN, pacesOf(sums.since ?? now, now, inflowOf)),
    },
    today: { inflowFen, paidFen, joinedCount, ...(await readToday(db, now)) },
    byDay,
    byQueue: await withFigures(shop, await readLargestQueues(db, LARGEST)),
    needsPerson: await readNeedsPerson(db),
  };
}

const NOTHING = { inflowFen: ZERO_FEN, paidFen: ZERO_FEN, joinedCount: 0 };

const sum = <Item>(items: readonly Item[], of: (item: Item) => Fen): Fen =>
  fen(items.reduce((total, item) => total + of(item), 0));

const flowRow = z.object({ day: dayColumn, inflow: fenColumn, paid: fenColumn, joined: countColumn });

/** The flow of all queues on the last days, oldest first, days without any included. */
async function readFlowOfAll(executor: Executor, now: Date, days: number): Promise<SolvencyDay[]> {
  const today = shanghaiDay(now.getTime());
  const wanted = Array.from({ length: days }, (_, index) => dayText(today - days + 1 + index));
  const rows = await query(
    executor,
    `SELECT day, SUM(inflow_fen) AS inflow, SUM(paid_fen) AS paid, SUM(joined_count) AS joined
     FROM queue_days WHERE day BETWEEN ? AND ? GROUP BY day`,
    [wanted[0] ?? '', wanted.at(-1) ?? ''],
    flowRow,
  );
  const found = new Map(rows.map((row) => [row.day, row]));
  return wanted.map((day) => {
    const row = found.get(day);
    return row === undefined
      ? { day, ...NOTHING }
      : { day, inflowFen: row.inflow, paidFen: row.paid, joinedCount: row.joined };
  });
}

const sumsRow = z.object({
  waiting_count: countColumn,
  waiting_fen: fenColumn,
  pool_fen: fenColumn,
  debt_fen: fenColumn,
  queues: countColumn,
  since: timeColumn.nullable(),
});

async function readSums(executor: Executor): Promise<z.output<typeof sumsRow>> {
  const row = await queryOne(
    executor,
    `SELECT COALESCE(SUM(waiting_count), 0) AS waiting_count, COALESCE(SUM(waiting_fen), 0) AS waiting_fen,
       COALESCE(SUM(pool_fen), 0) AS pool_fen, COALESCE(SUM(debt_fen), 0) AS debt_fen,
       COALESCE(SUM(waiting_count > 0), 0) AS queues, MIN(created_at) AS since FROM queues`,
    [],
    sumsRow,
  );
  if (row === null) throw new Error('a sum has one row');
  return row;
}

const todayRow = z
  .object({
    payments: countColumn,
    payments_fen: fenColumn,
    refunds: countColumn,
    refunds_fen: fenColumn,
  })
  .transform((row) => ({
    payments: row.payments,
    paymentsFen: row.payments_fen,
    refunds: row.refunds,
    refundsFen: row.refunds_fen,
  }));
type Today = z.output<typeof todayRow>;

async function readToday(executor: Executor, now: Date): Promise<Today> {
  const row = await queryOne(
    executor,
    `SELECT p.payments, p.payments_fen, r.refunds, r.refunds_fen
     FROM (SELECT COUNT(*) AS payments, COALESCE(SUM(amount_fen), 0) AS payments_fen FROM payments WHERE paid_at >= :since) p,
       (SELECT COUNT(*) AS refunds, COALESCE(SUM(amount_fen), 0) AS refunds_fen FROM refunds
        WHERE finished_at >= :since AND state = 'success') r`,
    { since: new Date(startOfDay(shanghaiDay(now.getTime()))) },
    todayRow,
  );
  if (row === null) throw new Error('a sum has one row');
  return row;
}

/** What waits for somebody to look at it: where it stands, and the rows that do. */
const NEEDS_PERSON = {
  afterSales: "after_sales WHERE state = 'requested'",
  withdrawals: "withdrawals WHERE state = 'reviewing'",
  applications: "applications WHERE state IN ('submitted', 'negotiating')",
  adjustments: "adjustments WHERE state = 'requested'",
  dividends: "dividends WHERE state = 'requested'",
  payoutsToApprove: "merchant_payouts WHERE state = 'requested'",
  payoutsToPay: "merchant_payouts WHERE state = 'approved'",
  proposals: "product_proposals WHERE state = 'submitted'",
  stuckQueues: 'queues WHERE retry_at IS NOT NULL',
  refusedShippings: "shipping_uploads WHERE state = 'refused'",
  stuckRefunds: 'refunds WHERE stuck = 1',
  differences: 'reconciliation_differences WHERE resolved_at IS NULL',
  // Only the newest check tells how the books are now.
  unsoundBooks: `book_checks WHERE state IN ('unsound', 'failed')
    AND id = (SELECT MAX(id) FROM book_checks WHERE state IN ('sound', 'unsound', 'failed'))`,
} as const;

export type NeedsPerson = { readonly [Kind in keyof typeof NEEDS_PERSON]: number };

const needsRow = z.object({
  afterSales: countColumn,
  withdrawals: countColumn,
  applications: countColumn,
  adjustments: countColumn,
  dividends: countColumn,
  payoutsToApprove: countColumn,
  payoutsToPay: countColumn,
  proposals: countColumn,
  stuckQueues: countColumn,
  refusedShippings: countColumn,
  stuckRefunds: countColumn,
  differences: countColumn,
  unsoundBooks: countColumn,
}) satisfies z.ZodType<NeedsPerson>;

/** How many of each kind there are. */
export async function readNeedsPerson(executor: Executor): Promise<NeedsPerson> {
  const counts = Object.entries(NEEDS_PERSON).map(
    ([kind, which]) => `(SELECT COUNT(*) FROM ${which}) AS ${kind}`,
  );
  const row = await queryOne(executor, `SELECT ${counts.join(', ')}`, [], needsRow);
  if (row === null) throw new Error('a count has one row');
  return row;
}
