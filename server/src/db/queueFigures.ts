import { z } from 'zod';
import type { MemberId, QueueKey } from '@paifan/shared/ids/ids';
import { fen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { COVERAGE_DAYS } from '@paifan/shared/rebate/brake/brake';
import type { QueueStanding } from '@paifan/shared/rebate/settle/place';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { countColumn, dayColumn, fenColumn, flagColumn, idColumn, queueKeyColumn } from './columns';
import { query } from './query';
import type { Executor } from './transaction';

/** A member's entries in figures. */
export interface QueueOverview {
  readonly waitingCount: number;
  readonly doneCount: number;
  /** Of waiting and done entries. */
  readonly entitledFen: Fen;
  /** What the queue ever paid to the member, by entries of any state. */
  readonly rewardedFen: Fen;
  /** What remains to the waiting ones. */
  readonly remainingFen: Fen;
  /** Is a queue paused in which the member waits? */
  readonly paused: boolean;
  /** The queues in which the member waits. */
  readonly queueIds: readonly string[];
}

const stateRow = z.object({
  queue_id: idColumn,
  paused: z.int(),
  state: z.string(),
  people: countColumn,
  entitled: fenColumn,
  rewarded: fenColumn,
});

/** The sums over a member's entries. */
export async function readOverview(executor: Executor, member: MemberId): Promise<QueueOverview> {
  const rows = await query(
    executor,
    `SELECT e.queue_id, MAX(q.paused OR q.all_paused) AS paused, e.state, COUNT(*) AS people,
       SUM(e.entitled_fen) AS entitled, SUM(e.rewarded_fen) AS rewarded
     FROM entries e JOIN queues q ON q.id = e.queue_id
     WHERE e.member_id = ?
     GROUP BY e.queue_id, e.state`,
    [member],
    stateRow,
  );
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const done = rows.filter(({ state }) => state === 'done');
  const sum = (of: typeof rows, amount: (row: (typeof rows)[number]) => number): number =>
    of.reduce((total, row) => total + amount(row), 0);
  return {
    waitingCount: sum(waiting, ({ people }) => people),
    doneCount: sum(done, ({ people }) => people),
    entitledFen: fen(sum([...waiting, ...done], ({ entitled }) => entitled)),
    rewardedFen: fen(sum(rows, ({ rewarded }) => rewarded)),
    remainingFen: fen(sum(waiting, ({ entitled, rewarded }) => entitled - rewarded)),
    paused: waiting.some(({ paused }) => paused === 1),
    queueIds: waiting.map(({ queue_id }) => queue_id),
  };
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

/** The flow of some queues together on the last `days` days up to `now`, oldest first, days without any included. */
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
          `SELECT day, SUM(inflow_fen) AS inflow, SUM(paid_fen) AS paid FROM queue_days
           WHERE queue_id IN (?) AND day BETWEEN ? AND ? GROUP BY day`,
          [queueIds, wanted[0] ?? '', wanted.at(-1) ?? ''],
          flowRow,
        );
  const found = new Map(rows.map((row) => [row.day, row]));
  return wanted.map((day) => ({
    day,
    inflowFen: found.get(day)?.inflow ?? ZERO_FEN,
    paidFen: found.get(day)?.paid ?? ZERO_FEN,
  }));
}

const standingRow = z.object({
  queue_key: queueKeyColumn,
  closed: flagColumn,
  waiting_fen: fenColumn,
  inflow: fenColumn,
});

/**
 * Queues as the brake and the quote see them: what came in on the last 30 days up to `now`, beside what remains to all who wait. What came
 * into another queue until it was merged into this one counts. A queue that nobody has joined yet is not there.
 */
export async function readStandings(
  executor: Executor,
  keys: readonly QueueKey[],
  now: Date,
): Promise<ReadonlyMap<QueueKey, QueueStanding>> {
  if (keys.length === 0) return new Map();
  const today = shanghaiDay(now.getTime());
  const rows = await query(
    executor,
    `SELECT q.queue_key, q.closed, q.waiting_fen, COALESCE(own.inflow, 0) + COALESCE(taken.inflow, 0) AS inflow
     FROM queues q
     LEFT JOIN (
       SELECT d.queue_id, SUM(d.inflow_fen) AS inflow FROM queue_days d JOIN queues q ON q.id = d.queue_id
       WHERE q.queue_key IN (:keys) AND d.day BETWEEN :from AND :to GROUP BY d.queue_id
     ) own ON own.queue_id = q.id
     LEFT JOIN (
       SELECT m.target_id, SUM(d.inflow_fen) AS inflow
       FROM (SELECT target_id, source_id, MAX(at) AS at FROM queue_merges GROUP BY target_id, source_id) m
       JOIN queues q ON q.id = m.target_id
       JOIN queue_days d ON d.queue_id = m.source_id AND d.day <= DATE(m.at + INTERVAL 8 HOUR)
       WHERE q.queue_key IN (:keys) AND d.day BETWEEN :from AND :to GROUP BY m.target_id
     ) taken ON taken.target_id = q.id
     WHERE q.queue_key IN (:keys)`,
    { keys, from: dayText(today - COVERAGE_DAYS + 1), to: dayText(today) },
    standingRow,
  );
  return new Map(
    rows.map(({ queue_key, closed, waiting_fen, inflow }) => [
      queue_key,
      { closed, outstandingFen: waiting_fen, inflowFen: inflow },
    ]),
  );
}
