import type { QueueKey } from '@paifan/shared/ids/ids';
import type { Database } from '../db/connect';
import { inTransaction, type Tx } from '../db/transaction';
import { openApplication } from './apply';
import { BatchFailed, type BatchResult } from './batchResult';
import { SettleAlone } from './facts';
import { forwardTasks, strayedTasks, type StrayedTask } from './forward';
import { liveSettingsOf, versionsByTime, type VersionAt } from './live';
import { MergeIsNext, settleMerge } from './merge';
import { mergesOf } from './merges';
import { grouped } from './orders';
import { openTasks } from './openTasks';
import { partsOf, type NextPart, type WorkToPlan } from './parts';
import { toQueueTask, type QueueWork, type TaskRow } from './queueTask';
import { lockQueues, type StoredQueue } from './queues';

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
      const merges = await mergesOf(tx, locked);
      const strayed = await strayedTasks(tx, rows, merges);
      if (strayed.length > 0) return await forwardStrayed(tx, locked, strayed, settledAt);
      tried = locked.flatMap((queue) => rowsTogether(queue, rowsOf.get(queue.key) ?? [], versionAt));
      const works = tried.map((rows): QueueWork => ({ ...rows, tasks: rows.rows.map(toQueueTask) }));
      const toPlan = await worksToPlan(tx, locked, works, versionAt);
      if (toPlan.length > 0) await settleParts(tx, partsOf(tx, toPlan, merges), settledAt);
      return resultOf(queues, works, rowsOf, limit);
    });
  } catch (error) {
    if (error instanceof MergeIsNext && queues.length === 1) return settleMerge(db, error.task, settledAt);
    if (tried.length === 0 || error instanceof SettleAlone) throw error;
    throw new BatchFailed(
      tried.map(({ queue }) => queue),
      tried.flatMap(({ rows }) => rows.map(({ id }) => id)),
      error,
    );
  }
}

/** Tasks of queues that were merged go on to their successors; the others have their turn after that. */
async function forwardStrayed(
  tx: Tx,
  locked: readonly StoredQueue[],
  strayed: readonly StrayedTask[],
  settledAt: Date,
): Promise<BatchResult> {
  await forwardTasks(tx, locked, strayed, settledAt);
  return { tasks: strayed.length, drained: [] };
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

type TriedRows = Omit<QueueWork, 'tasks'>;

/**
 * The tasks of a queue up to the first change of the settings, for a plan knows one version of them; and up to a merge, which
 * is settled alone.
 */
function rowsTogether({ key }: StoredQueue, rows: readonly TaskRow[], versionAt: VersionAt): TriedRows[] {
  const first = rows[0];
  if (first === undefined) return [];
  if (first.kind === 'merge') throw new MergeIsNext(first);
  const version = versionAt(first.at.getTime());
  const change = rows.findIndex(({ at, kind }) => kind === 'merge' || versionAt(at.getTime()) !== version);
  return [{ queue: key, rows: change === -1 ? rows : rows.slice(0, change) }];
}

async function worksToPlan(
  tx: Tx,
  locked: readonly StoredQueue[],
  works: readonly QueueWork[],
  versionAt: VersionAt,
): Promise<WorkToPlan[]> {
  const queueOf = new Map(locked.map((queue) => [queue.key, queue]));
  const all: WorkToPlan[] = [];
  for (const { queue: key, tasks, rows } of works) {
    const queue = queueOf.get(key);
    const first = tasks[0];
    if (queue === undefined || first === undefined) continue;
    all.push({ queue, tasks, rows, live: await liveSettingsOf(tx, versionAt(first.at)) });
  }
  return all;
}

/** Plans and writes part by part: each part is planned while the one before is written. */
async function settleParts(tx: Tx, nextPart: NextPart, settledAt: Date): Promise<void> {
  const application = openApplication(tx, settledAt);
  let writing = Promise.resolve();
  const written = async (): Promise<void> => {
    await writing;
    await application.done();
  };
  for (let part = await nextPart(written); part !== null;) {
    writing = application.write(part.planned, part.works);
    part = await afterBoth(writing, nextPart(written));
  }
  await application.close();
}

/** Waits for both, also when one of them fails: a transaction that is given up must not be used any more. */
async function afterBoth<T>(writing: Promise<void>, planning: Promise<T>): Promise<T> {
  const [written, planned] = await Promise.allSettled([writing, planning]);
  if (written.status === 'rejected') throw written.reason;
  if (planned.status === 'rejected') throw planned.reason;
  return planned.value;
}
