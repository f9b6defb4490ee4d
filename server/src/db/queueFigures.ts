import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { fen, type Fen } from '@paifan/shared/money/fen';
import { countColumn, fenColumn, idColumn } from './columns';
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
