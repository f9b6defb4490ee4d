import { z } from 'zod';
import type { QueueKey } from '@paifan/shared/ids/ids';
import type { Database } from '../db/connect';
import { messageOf } from '../db/errors';
import { execute, queryOne } from '../db/query';
import { inTransaction } from '../db/transaction';

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
