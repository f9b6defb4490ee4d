import { z } from 'zod';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { insertRows } from '../db/bulk';
import { countColumn, idColumn, queueKeyColumn } from '../db/columns';
import type { Database } from '../db/connect';
import { execute, query } from '../db/query';
import { settingsVersion } from '../db/settings';
import { inTransaction, type Tx } from '../db/transaction';
import { versionsByTime } from './live';

/*
 * Which queues a worker takes. A lease in the queue's row keeps workers from waiting for each other; nothing depends on it but
 * that: what is correct is correct by the lock on the row (queues.ts). Leases and pauses go by the database's own clock, which
 * all workers share.
 */

/** How long a lease holds: so long does a queue wait when its worker was killed. */
const LEASE_SECONDS = 10;

/** How many queues a worker takes at once. */
const QUEUES_AT_ONCE = 256;

/** A queue with open tasks. */
export interface OpenQueue {
  readonly key: QueueKey;
  readonly tasks: number;
}

const openRow = z
  .object({ queue_key: queueKeyColumn, tasks: countColumn, is_there: z.int() })
  .transform(({ queue_key, tasks, is_there }) => ({ key: queue_key, tasks, isThere: is_there === 1 }));

/** Takes queues with open tasks that no other worker has in hand and that need not wait, those with the oldest tasks first. */
export async function claimQueues(db: Database, owner: string, now: Date): Promise<readonly OpenQueue[]> {
  const open = await query(
    db,
    `SELECT due.queue_key, due.tasks, q.id IS NOT NULL AS is_there
     FROM (SELECT queue_key, COUNT(*) AS tasks, MIN(id) AS oldest FROM settlement_tasks FORCE INDEX (settlement_tasks_open)
           WHERE settled_at IS NULL GROUP BY queue_key) due
     LEFT JOIN queues q ON q.queue_key = due.queue_key
     WHERE (q.lease_owner IS NULL OR q.lease_owner = :owner OR q.lease_until < UTC_TIMESTAMP(3))
       AND (q.retry_at IS NULL OR q.retry_at <= UTC_TIMESTAMP(3))
     ORDER BY due.oldest LIMIT ${QUEUES_AT_ONCE}`,
    { owner },
    openRow,
  );
  if (open.length === 0) return [];
  const unknown = open.filter(({ isThere }) => !isThere).map(({ key }) => key);
  // By itself: workers that create the same queues and lease them in one transaction lock each other out, again and again.
  if (unknown.length > 0) await inTransaction(db, (tx) => createQueues(tx, unknown, now));
  const keys = open.map(({ key }) => key);
  const claimed = await inTransaction(db, (tx) => lease(tx, keys, owner));
  return open.filter(({ key }) => claimed.has(key));
}

/** A queue comes into being with its first task; while everything is paused, it is paused too. */
async function createQueues(tx: Tx, keys: readonly QueueKey[], now: Date): Promise<void> {
  const versionAt = await versionsByTime(tx);
  const { settings } = await settingsVersion(tx, versionAt(now.getTime()));
  const rows = [...keys].sort().map((key) => [key, settings.payoutsPaused, now]);
  // Another worker may create the same queue at this moment.
  await insertRows(
    tx,
    'queues',
    ['queue_key', 'all_paused', 'created_at'],
    rows,
    'queue_key = VALUES(queue_key)',
  );
}

const lockedRow = z.object({ id: idColumn, queue_key: queueKeyColumn });

/** Passes by what somebody else has under a lock: who waits for it here may hold what the other one waits for. */
async function lease(tx: Tx, keys: readonly QueueKey[], owner: string): Promise<ReadonlySet<QueueKey>> {
  const free = await query(
    tx,
    `SELECT id, queue_key FROM queues
     WHERE queue_key IN (:keys) AND (lease_owner IS NULL OR lease_owner = :owner OR lease_until < UTC_TIMESTAMP(3))
     FOR UPDATE SKIP LOCKED`,
    { owner, keys },
    lockedRow,
  );
  if (free.length === 0) return new Set();
  await execute(
    tx,
    `UPDATE queues SET lease_owner = :owner, lease_until = UTC_TIMESTAMP(3) + INTERVAL ${LEASE_SECONDS} SECOND
     WHERE id IN (:ids)`,
    { owner, ids: free.map(({ id }) => id) },
  );
  return new Set(free.map(({ queue_key }) => queue_key));
}

/** Keeps the leases of queues that take longer. */
export async function renewLeases(db: Database, keys: readonly QueueKey[], owner: string): Promise<void> {
  await execute(
    db,
    `UPDATE queues SET lease_until = UTC_TIMESTAMP(3) + INTERVAL ${LEASE_SECONDS} SECOND
     WHERE queue_key IN (:keys) AND lease_owner = :owner`,
    { keys, owner },
  );
}

/** Gives queues back. */
export async function releaseQueues(db: Database, keys: readonly QueueKey[], owner: string): Promise<void> {
  if (keys.length === 0) return;
  await execute(
    db,
    'UPDATE queues SET lease_owner = NULL, lease_until = NULL WHERE queue_key IN (:keys) AND lease_owner = :owner',
    { keys, owner },
  );
}
