import type { QueueKey } from '@paifan/shared/ids/ids';
import { FactsTooShort, type QueueTask } from '@paifan/shared/rebate/settle/facts';
import { planQueue } from '@paifan/shared/rebate/settle/plan';
import { assertPlanIsSound } from '@paifan/shared/rebate/settle/sound';
import type { Database } from '../db/connect';
import { query } from '../db/query';
import { inTransaction, type Tx } from '../db/transaction';
import { applyPlans } from './apply';
import type { Planned } from './applyLine';
import { loadFacts, loadMore, SettleAlone, type LockedWork, type StoredFacts } from './facts';
import { liveSettingsOf, versionsByTime, type VersionAt } from './live';
import { grouped } from './orders';
import { taskRow, toQueueTask, type QueueWork, type TaskRow } from './queueTask';
import { lockQueues, type StoredQueue } from './queues';

/** What a batch did: how many tasks were settled, and of which queues the tasks that were open were all among them. */
export interface BatchResult {
  readonly tasks: number;
  readonly drained: readonly QueueKey[];
}

/** A batch that could not be settled; nothing of it stands. */
export class BatchFailed extends Error {
  constructor(
    readonly queues: readonly QueueKey[],
    /** The tasks that were tried, oldest first. */
    readonly taskIds: readonly string[],
    override readonly cause: unknown,
  ) {
    super(`the settlement of ${taskIds.length} tasks of ${queues.join(', ')} failed`, { cause });
    this.name = 'BatchFailed';
  }
}

/**
 * Settles the oldest open tasks of some queues in one transaction: all of them, or nothing. In each queue tasks are settled in
 * order of their ids.
 * @param limit how many tasks of each queue at most
 * @throws BatchFailed when rules or database refuse; SettleAlone for queues that have to be settled one by one
 */
export async function settleBatch(
  db: Database,
  queues: readonly QueueKey[],
  limit: number,
  settledAt: Date,
): Promise<BatchResult> {
  let tried: readonly TriedRows[] = [];
  try {
    return await inTransaction(db, async (tx) => {
      tried = [];
      const locked = await lockQueues(tx, queues);
      const versionAt = await versionsByTime(tx);
      const rows = await openTasks(tx, queues, limit);
      const rowsOf = grouped(rows, ({ queue_key }) => queue_key);
      tried = locked.flatMap((queue) => rowsOfOneVersion(queue, rowsOf.get(queue.key) ?? [], versionAt));
      const works = tried.map((rows): QueueWork => ({ ...rows, tasks: rows.rows.map(toQueueTask) }));
      if (works.length > 0)
        await applyPlans(tx, await planAll(tx, locked, works, versionAt), works, settledAt);
      return resultOf(queues, works, rowsOf, limit);
    });
  } catch (error) {
    if (tried.length === 0 || error instanceof SettleAlone) throw error;
    throw new BatchFailed(
      tried.map(({ queue }) => queue),
      tried.flatMap(({ rows }) => rows.map(({ id }) => id)),
      error,
    );
  }
}

function resultOf(
  queues: readonly QueueKey[],
  works: readonly QueueWork[],
  rowsOf: ReadonlyMap<QueueKey, readonly TaskRow[]>,
  limit: number,
): BatchResult {
  const settled = new Map(works.map(({ queue, rows }) => [queue, rows.length]));
  return {
    tasks: works.reduce((sum, { rows }) => sum + rows.length, 0),
    drained: queues.filter((queue) => {
      const found = rowsOf.get(queue)?.length ?? 0;
      return found < limit && (settled.get(queue) ?? 0) === found;
    }),
  };
}

/** The oldest open tasks of each queue. To be read under the lock: another worker may have settled some a moment before. */
function openTasks(tx: Tx, queues: readonly QueueKey[], limit: number): Promise<TaskRow[]> {
  const arm = `(SELECT ${Object.keys(taskRow.shape).join(', ')} FROM settlement_tasks FORCE INDEX (settlement_tasks_open)
    WHERE settled_at IS NULL AND queue_key = ? ORDER BY id LIMIT ?)`;
  return query(
    tx,
    queues.map(() => arm).join(' UNION ALL '),
    queues.flatMap((queue) => [queue, limit]),
    taskRow,
  );
}

type TriedRows = Omit<QueueWork, 'tasks'>;

/** The tasks of a queue up to the first change of the settings: a plan knows one version of them. */
function rowsOfOneVersion({ key }: StoredQueue, rows: readonly TaskRow[], versionAt: VersionAt): TriedRows[] {
  const first = rows[0];
  if (first === undefined) return [];
  const version = versionAt(first.at.getTime());
  const change = rows.findIndex(({ at }) => versionAt(at.getTime()) !== version);
  return [{ queue: key, rows: change === -1 ? rows : rows.slice(0, change) }];
}

async function planAll(
  tx: Tx,
  locked: readonly StoredQueue[],
  works: readonly QueueWork[],
  versionAt: VersionAt,
): Promise<Planned[]> {
  const lockedWorks: LockedWork[] = [];
  for (const { queue: key, tasks } of works) {
    const queue = locked.find((row) => row.key === key);
    const first = tasks[0];
    if (queue === undefined || first === undefined) continue;
    lockedWorks.push({ queue, tasks, live: await liveSettingsOf(tx, versionAt(first.at)) });
  }
  const facts = await loadFacts(tx, lockedWorks);
  const planned: Planned[] = [];
  for (const [index, each] of facts.entries())
    planned.push(await planOne(tx, each, lockedWorks[index]?.tasks ?? []));
  return planned;
}

/** Plans, loading more of the line as long as the planner asks for it. */
async function planOne(tx: Tx, loaded: StoredFacts, tasks: readonly QueueTask[]): Promise<Planned> {
  let facts = loaded;
  for (;;) {
    try {
      const plan = planQueue(facts, tasks);
      assertPlanIsSound(facts, plan);
      return { facts, plan };
    } catch (error) {
      if (!(error instanceof FactsTooShort)) throw error;
      facts = await loadMore(tx, facts, error);
    }
  }
}
