import type { QueueKey } from '@paifan/shared/ids/ids';
import { mergeRefusal } from '@paifan/shared/rebate/merge/merge';
import { nextEvent } from '@paifan/shared/rebate/proof/chain';
import { addFen, fen } from '@paifan/shared/money/fen';
import type { QueueTask } from '@paifan/shared/rebate/settle/facts';
import { dayText, shanghaiDay } from '@paifan/shared/time/shanghai';
import { BLOCK_LEVELS, positionsIn } from '../db/blocks';
import { openWrites, type Writes } from '../db/bulk';
import type { Database } from '../db/connect';
import { execute } from '../db/query';
import { sha256 } from '../db/sha256';
import { inTransaction, type Tx } from '../db/transaction';
import { applyPlans } from './apply';
import { writeGrowths } from './applyChain';
import type { Planned } from './applyLine';
import { BatchFailed, type BatchResult } from './batchResult';
import { loadFacts, SettleAlone, type StoredFacts } from './facts';
import { lineUp } from './lineUp';
import { liveSettingsOf, versionsByTime } from './live';
import { NO_MERGES } from './merges';
import { openTasks } from './openTasks';
import { planOne } from './planOne';
import { toQueueTask, type TaskRow } from './queueTask';
import { lockQueues, type StoredQueue } from './queues';

/** The next task of a queue is a merge: it is settled by itself, under the locks of all its queues. */
export class MergeIsNext extends SettleAlone {
  constructor(readonly task: TaskRow) {
    super();
  }
}

type MergeTask = Extract<QueueTask, { type: 'merge' }>;

/** A merge under its locks. */
interface Merging {
  readonly task: MergeTask;
  readonly row: TaskRow;
  readonly target: StoredQueue;
  readonly sources: readonly StoredQueue[];
}

function mergeOf(row: TaskRow): MergeTask {
  const task = toQueueTask(row);
  if (task.type !== 'merge') throw new Error(`task ${row.id} is ${task.type}, not a merge`);
  return task;
}

/**
 * Settles a merge in one transaction, with all its queues locked in order of their keys. The line is put in its new order however
 * long it is; what is then paid is planned like everything else. SPEC section 4.
 * @throws BatchFailed when rules or database refuse
 */
export async function settleMerge(db: Database, row: TaskRow, settledAt: Date): Promise<BatchResult> {
  const task = mergeOf(row);
  try {
    return await inTransaction(db, async (tx) => {
      const locked = await lockQueues(tx, [...new Set([row.queue_key, ...task.from])]);
      const target = locked.find(({ key }) => key === row.queue_key);
      const [next] = await openTasks(tx, [row.queue_key], 1);
      // Another worker may have settled it a moment before.
      if (target === undefined || next?.id !== row.id) return { tasks: 0, drained: [] };
      const sources = inOrder(locked, task.from);
      await merge(tx, { task, row, target, sources }, settledAt);
      return { tasks: 1, drained: [] };
    });
  } catch (error) {
    throw new BatchFailed([row.queue_key], [row.id], error);
  }
}

const inOrder = (queues: readonly StoredQueue[], keys: readonly QueueKey[]): StoredQueue[] =>
  keys.flatMap((key) => queues.find((queue) => queue.key === key) ?? []);

async function merge(tx: Tx, merging: Merging, settledAt: Date): Promise<void> {
  const { task, row, target, sources } = merging;
  const refused = mergeRefusal(target, task.from, sources) !== null;
  if (!refused) await moveAll(tx, merging);
  const planned = await plan(tx, merging);
  await applyPlans(tx, [planned], [{ queue: target.key, rows: [row], tasks: [task] }], settledAt);
  if (refused) return;
  const writes = openWrites(tx);
  await emptySources(writes, merging, planned);
  await keepMerge(writes, merging);
  await writes.done();
  await joinFamily(tx, merging);
  await tellMembers(tx, merging);
}

const idsOf = ({ target, sources }: Merging): string[] => [target.id, ...sources.map(({ id }) => id)];
const waitingIn = ({ target, sources }: Merging): number =>
  [target, ...sources].reduce((sum, { waitingCount }) => sum + waitingCount, 0);

/** Puts the line in its new order, with the blocks from which the places in it are read. */
async function moveAll(tx: Tx, merging: Merging): Promise<void> {
  const { row, target, sources } = merging;
  const moved = await lineUp(tx, row.id, target, [target, ...sources]);
  if (moved !== waitingIn(merging))
    throw new Error(`${moved} entries wait in the merged queues, their rows say ${waitingIn(merging)}`);
  await moveBlocks(tx, merging);
}

/** All who wait have left the blocks in which they stood, and fill those of the new positions. */
async function moveBlocks(tx: Tx, merging: Merging): Promise<void> {
  const { target } = merging;
  await execute(tx, 'UPDATE queue_blocks SET waiting_count = 0, waiting_fen = 0 WHERE queue_id IN (?)', [
    idsOf(merging),
  ]);
  for (const level of BLOCK_LEVELS) {
    await execute(
      tx,
      `INSERT INTO queue_blocks (queue_id, level, block, waiting_count, waiting_fen)
       SELECT :target, :level, position DIV :size, COUNT(*), SUM(entitled_fen - rewarded_fen)
       FROM entries WHERE queue_id = :target AND position >= :first AND state = 'waiting' GROUP BY position DIV :size
       ON DUPLICATE KEY UPDATE waiting_count = VALUES(waiting_count), waiting_fen = VALUES(waiting_fen)`,
      { target: target.id, level, size: positionsIn(level), first: target.nextPosition },
    );
  }
}

/** The head of the merged line is looked for by what all of it holds; the planner knows the queues as they were. */
async function plan(tx: Tx, merging: Merging): Promise<Planned> {
  const { task, target, sources } = merging;
  const versionAt = await versionsByTime(tx);
  const live = await liveSettingsOf(tx, versionAt(task.at));
  const queue = sources.reduce(together, target);
  const [loaded] = await loadFacts(tx, [{ queue, tasks: [task], live }], NO_MERGES);
  if (loaded === undefined) throw new Error(`nothing was loaded for queue ${target.key}`);
  return planOne(tx, loaded, [task], (facts): StoredFacts => ({ ...facts, queue: target, sources }));
}

const together = (queue: StoredQueue, source: StoredQueue): StoredQueue => ({
  ...queue,
  poolFen: addFen(queue.poolFen, source.poolFen),
  waitingCount: queue.waitingCount + source.waitingCount,
  waitingRemainingFen: addFen(queue.waitingRemainingFen, source.waitingRemainingFen),
});

/** What the sources are left with, and what their days and chains tell. */
async function emptySources(
  writes: Writes,
  { task, row, target, sources }: Merging,
  { plan: { sources: after } }: Planned,
) {
  await writes.update(
    'queues',
    {
      id: 'INT UNSIGNED',
      pool: 'BIGINT UNSIGNED',
      debt: 'BIGINT UNSIGNED',
      swept: 'BIGINT UNSIGNED',
      people: 'BIGINT UNSIGNED',
      fen: 'BIGINT UNSIGNED',
      completed: 'BIGINT UNSIGNED',
    },
    after.map((queue, index) => [
      sources[index]?.id ?? null,
      queue.poolFen,
      queue.debtFen,
      queue.sweptFen,
      queue.waitingCount,
      queue.waitingRemainingFen,
      queue.completedRemainingFen,
    ]),
    {
      match: 't.id = v.id',
      set: `t.pool_fen = v.pool, t.debt_fen = v.debt, t.swept_fen = v.swept, t.waiting_count = v.people,
        t.waiting_fen = v.fen, t.completed_fen = v.completed`,
    },
  );
  await writes.insert(
    'queue_days',
    ['queue_id', 'day', 'moved_fen'],
    sources.map(({ id, poolFen, debtFen }) => [id, dayText(shanghaiDay(task.at)), debtFen - poolFen]),
    'moved_fen = moved_fen + VALUES(moved_fen)',
  );
  await writeGrowths(
    writes,
    sources.map(({ id, chain, waitingCount, poolFen, debtFen }) => ({
      queueId: id,
      taskIds: [row.id],
      events: [
        nextEvent(
          chain,
          {
            at: task.at,
            task: 'merge',
            happenings: [['wentOver', target.key, waitingCount, fen(poolFen - debtFen)]],
          },
          sha256,
        ),
      ],
    })),
  );
}

/** From now on lines that were placed for the sources belong to the target. */
async function keepMerge(writes: Writes, { task, row, target, sources }: Merging): Promise<void> {
  await writes.insert(
    'queue_merges',
    ['task_id', 'source_id', 'target_id', 'people', 'pool_fen', 'at'],
    sources.map(({ id, waitingCount, poolFen, debtFen }) => [
      row.id,
      id,
      target.id,
      waitingCount,
      poolFen - debtFen,
      new Date(task.at),
    ]),
  );
}

/** All queues that merges connect are one family: what their lines gave is counted together. */
async function joinFamily(tx: Tx, merging: Merging): Promise<void> {
  const { target, sources } = merging;
  const families = [target, ...sources].flatMap(({ familyId }) => familyId ?? []);
  await execute(tx, 'UPDATE queues SET family_id = :family WHERE id IN (:ids) OR family_id IN (:families)', {
    family: target.familyId ?? target.id,
    ids: idsOf(merging),
    families: families.length > 0 ? families : [target.id],
  });
}

/** Whoever has a new number is told, once. */
async function tellMembers(tx: Tx, { task, row }: Merging): Promise<void> {
  await execute(
    tx,
    `INSERT INTO outbox (kind, member_id, payload, created_at, next_try_at)
     SELECT 'queueMerged', e.member_id, JSON_OBJECT('entries', COUNT(*)), :at, :at
     FROM entry_moves m JOIN entries e ON e.id = m.entry_id WHERE m.task_id = :task GROUP BY e.member_id`,
    { task: row.id, at: new Date(task.at) },
  );
}
