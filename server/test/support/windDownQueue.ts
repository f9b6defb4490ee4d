import { ApiError } from '@paifan/shared/errors/errors';
import type { QueueKey } from '@paifan/shared/ids/ids';
import type { WindDownMode } from '@paifan/shared/rebate/settle/facts';
import { execute } from '../../src/db/query';
import { inTransaction, type Tx } from '../../src/db/transaction';
import type { ShopContext } from '../../src/usecases/context';
import { findQueues, refuse, writeQueueTask, type FoundQueue } from '../../src/usecases/queues/queueTasks';

async function findOpenQueue(tx: Tx, key: QueueKey): Promise<FoundQueue> {
  const [queue] = await findQueues(tx, [key]);
  if (queue === undefined) throw new ApiError('queue_not_found', undefined, { queue: key });
  if (queue.closed) throw refuse('queueClosed', { queue: key });
  return queue;
}

/**
 * Tells everybody who waits in a queue that it is about to be wound down: the notice that goes before `windDownQueue`.
 * @throws ApiError queue_not_found, queue_state
 */
export async function announceWindDown({ db, clock }: ShopContext, key: QueueKey): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { id } = await findOpenQueue(tx, key);
    await execute(
      tx,
      `INSERT INTO outbox (kind, member_id, payload, created_at, next_try_at)
       SELECT 'queueClosing', member_id,
         JSON_OBJECT('entries', COUNT(*), 'remainingFen', SUM(entitled_fen - rewarded_fen)), :now, :now
       FROM entries WHERE queue_id = :id AND state = 'waiting' GROUP BY member_id`,
      { id, now: clock.now() },
    );
  });
}

/**
 * Winds a queue down: the pool is paid, what then remains is cleared, and the queue takes neither entries nor money from then on.
 * It happens when the settlement comes to it; members are told of what they got and of what was cleared. SPEC section 12.
 * @returns names the wind-down
 * @throws ApiError queue_not_found; queue_state when it is closed or paused
 */
export async function windDownQueue(shop: ShopContext, key: QueueKey, mode: WindDownMode): Promise<string> {
  const cause = await inTransaction(shop.db, async (tx) => {
    const { paused } = await findOpenQueue(tx, key);
    if (paused) throw refuse('queuePaused', { queue: key });
    return writeQueueTask(tx, key, 'windDown', { mode }, shop.clock.now());
  });
  shop.nudgeWorker();
  return cause;
}
