import { z } from 'zod';
import type { QueueKey } from '@paifan/shared/ids/ids';
import type { Database } from '../db/connect';
import { errnoOf, isRetryable, messageOf } from '../db/errors';
import { execute, queryOne } from '../db/query';
import { inTransaction } from '../db/transaction';

/** Errors of a server that stops, is full, read-only or overloaded: the task is not to blame. */
const SERVER_TROUBLE: readonly number[] = [
  1021, 1040, 1053, 1077, 1079, 1114, 1203, 1226, 1290, 1317, 1836, 1927, 3024, 3169, 4031,
];

/** Is the database to blame, and not what was to be settled? Then the same is simply tried again. */
export function isServerTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isRetryable(error)) return true;
  const errno = errnoOf(error);
  if (errno !== undefined && errno > 0) return SERVER_TROUBLE.includes(errno);
  return errno !== undefined || /Connection/.test(error.name) || ('parent' in error && isLost(error.parent));
}

const isLost = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'fatal' in error && error.fatal === true;

const FIRST_WAIT_SECONDS = 5;
const LONGEST_WAIT_SECONDS = 600;
const LONGEST_ERROR = 500;

/**
 * A task cannot be settled. It stays where it is, with what was wrong, and its queue stands still until it is tried again: order
 * is sacred, so nothing may pass it. The wait grows with every attempt, from 5 seconds to 10 minutes.
 * @returns how often the task was tried, and for how long its queue waits now
 */
export async function holdQueue(
  db: Database,
  queue: QueueKey,
  taskId: string,
  error: unknown,
): Promise<{ attempts: number; waitSeconds: number }> {
  return inTransaction(db, async (tx) => {
    await execute(tx, 'SELECT id FROM queues WHERE queue_key = ? FOR UPDATE', [queue]);
    await execute(
      tx,
      'UPDATE settlement_tasks SET attempts = LEAST(attempts + 1, 65535), error = ? WHERE id = ?',
      [messageOf(error).slice(0, LONGEST_ERROR), taskId],
    );
    const task = await queryOne(
      tx,
      'SELECT attempts FROM settlement_tasks WHERE id = ?',
      [taskId],
      z.object({ attempts: z.int() }),
    );
    const attempts = task?.attempts ?? 1;
    const waitSeconds = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(attempts - 1, 10));
    await execute(
      tx,
      'UPDATE queues SET retry_at = UTC_TIMESTAMP(3) + INTERVAL ? SECOND, lease_owner = NULL, lease_until = NULL WHERE queue_key = ?',
      [waitSeconds, queue],
    );
    return { attempts, waitSeconds };
  });
}
