import { z } from 'zod';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { fen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { COVERAGE_DAYS } from '@paifan/shared/rebate/brake/brake';
import type { QueueStanding } from '@paifan/shared/rebate/settle/place';
import { dayText, shanghaiDay, startOfDay } from '@paifan/shared/time/shanghai';
import { dayColumn, fenColumn, flagColumn, idColumn, queueKeyColumn, timeColumn } from './columns';
import { query } from './query';
import type { Executor } from './transaction';

/*
 * The flow of a line: what came into its queue and went out of it, and also what came into the queues that were merged into it, and into
 * those before, until they were: who waited there stands here now. Coverage, brake, forecast and every figure beside them
 * speak of this one flow.
 */

/**
 * `fed`: for each line the queues whose days belong to it, each until the end of a day. Merges before `:since` brought nothing that
 * is asked for. A queue that is merged, separated and merged again counts until the last time.
 * @param which the queues `q` that are asked for
 */
const withFed = (which: string): string => `
  WITH RECURSIVE merged (line_id, queue_id, until_at) AS (
    SELECT q.id, q.id, CAST('9999-12-31' AS DATETIME(3)) FROM queues q WHERE ${which}
    UNION
    SELECT t.line_id, m.source_id, m.at FROM merged t
    JOIN queue_merges m ON m.target_id = t.queue_id AND m.at <= t.until_at AND m.at >= :since
  ), fed AS (
    SELECT line_id, queue_id, DATE(MAX(until_at) + INTERVAL 8 HOUR) AS until_day FROM merged GROUP BY line_id, queue_id
  )`;

/** The last so many days up to `now`, today included. */
function lastDays(now: Date, days: number): { from: string; to: string; since: Date } {
  const today = shanghaiDay(now.getTime());
  const first = today - days + 1;
  return { from: dayText(first), to: dayText(today), since: new Date(startOfDay(first)) };
}

/** What came in and went out on a day. */
export interface FlowDay {
  /** `YYYY-MM-DD` in Shanghai. */
  readonly day: string;
  /** Below zero when refunds withdrew more than orders contributed. */
  readonly inflowFen: Fen;
  readonly paidFen: Fen;
}

const flowRow = z.object({ day: dayColumn, inflow: fenColumn, paid: fenColumn });

/** The flow of some lines together on the last `days` days up to `now`, oldest first, days without any included. */
export async function readFlow(
  executor: Executor,
  queueIds: readonly string[],
  now: Date,
  days: number,
): Promise<readonly FlowDay[]> {
  const today = shanghaiDay(now.getTime());
  const wanted = Array.from({ length: days }, (_, index) => dayText(today - days + 1 + index));
  const rows =
    queueIds.length === 0
      ? []
      : await query(
          executor,
          `${withFed('q.id IN (:ids)')}
           SELECT d.day, SUM(d.inflow_fen) AS inflow, SUM(d.paid_fen) AS paid
           FROM (SELECT queue_id, MAX(until_day) AS until_day FROM fed GROUP BY queue_id) f
           JOIN queue_days d ON d.queue_id = f.queue_id AND d.day <= f.until_day
           WHERE d.day BETWEEN :from AND :to GROUP BY d.day`,
          { ids: queueIds, ...lastDays(now, days) },
          flowRow,
        );
  const found = new Map(rows.map((row) => [row.day, row]));
  return wanted.map((day) => ({
    day,
    inflowFen: found.get(day)?.inflow ?? ZERO_FEN,
    paidFen: found.get(day)?.paid ?? ZERO_FEN,
  }));
}

/** What came into a line and went out of it lately, today included. */
export interface RecentSums {
  readonly inflow7Fen: Fen;
  readonly inflow30Fen: Fen;
  readonly paid30Fen: Fen;
  /** Since when anything may have come: the oldest of its queues. */
  readonly since: Date;
}

const sumsRow = z.object({
  line_id: idColumn,
  inflow7: fenColumn,
  inflow30: fenColumn,
  paid30: fenColumn,
  since: timeColumn,
});

const WEEK = 7;

/** The sums of some lines. */
export async function readRecentSums(
  executor: Executor,
  queueIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, RecentSums>> {
  if (queueIds.length === 0) return new Map();
  const rows = await query(
    executor,
    `${withFed('q.id IN (:ids)')}
     SELECT f.line_id, MIN(q.created_at) AS since, COALESCE(SUM(IF(d.day >= :week, d.inflow_fen, 0)), 0) AS inflow7,
       COALESCE(SUM(d.inflow_fen), 0) AS inflow30, COALESCE(SUM(d.paid_fen), 0) AS paid30
     FROM fed f JOIN queues q ON q.id = f.queue_id
     LEFT JOIN queue_days d ON d.queue_id = f.queue_id AND d.day <= f.until_day AND d.day BETWEEN :from AND :to
     GROUP BY f.line_id`,
    { ids: queueIds, week: lastDays(now, WEEK).from, ...lastDays(now, COVERAGE_DAYS) },
    sumsRow,
  );
  return new Map(
    rows.map(({ line_id, inflow7, inflow30, paid30, since }) => [
      line_id,
      { inflow7Fen: inflow7, inflow30Fen: inflow30, paid30Fen: paid30, since },
    ]),
  );
}

const standingRow = z.object({
  queue_key: queueKeyColumn,
  closed: flagColumn,
  waiting_fen: fenColumn,
  inflow: fenColumn,
});

/**
 * Queues as the brake and the quote see them: what came in on the last 30 days up to `now`, beside what remains to all who wait. A queue
 * that nobody has joined yet is not there. SPEC section 12.
 */
export async function readStandings(
  executor: Executor,
  keys: readonly QueueKey[],
  now: Date,
): Promise<ReadonlyMap<QueueKey, QueueStanding>> {
  if (keys.length === 0) return new Map();
  const rows = await query(
    executor,
    `${withFed('q.queue_key IN (:keys)')}
     SELECT q.queue_key, q.closed, q.waiting_fen, COALESCE(flow.inflow, 0) AS inflow
     FROM queues q LEFT JOIN (
       SELECT f.line_id, SUM(d.inflow_fen) AS inflow FROM fed f
       JOIN queue_days d ON d.queue_id = f.queue_id AND d.day <= f.until_day
       WHERE d.day BETWEEN :from AND :to GROUP BY f.line_id
     ) flow ON flow.line_id = q.id
     WHERE q.queue_key IN (:keys)`,
    { keys, ...lastDays(now, COVERAGE_DAYS) },
    standingRow,
  );
  return new Map(
    rows.map(({ queue_key, closed, waiting_fen, inflow }) => [
      queue_key,
      { closed, outstandingFen: waiting_fen, inflowFen: fen(inflow) },
    ]),
  );
}
