import { ApiError } from '@paifan/shared/errors/errors';
import type { QueueKey } from '@paifan/shared/ids/ids';
import type { WindDownMode } from '@paifan/shared/rebate/settle/facts';
import { execute } from '../db/query';
import { inTransaction, type Tx } from '../db/transaction';
import { nothingElse, type Alongside } from './alongside';
import type { ShopContext } from './context';
import { findQueues, refuse, writeQueueTask, type FoundQueue } from './queueTasks';

async function findQueue(tx: Tx, key: QueueKey): Promise<FoundQueue> {
  const [queue] = await findQueues(tx, [key]);
  if (queue === undefined) throw new ApiError('queue_not_found', undefined, { queue: key });
  return queue;
}

async function findOpenQueue(tx: Tx, key: QueueKey): Promise<FoundQueue> {
  const queue = await findQueue(tx, key);
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

/** Opens a queue that was wound down for what is placed and paid from now on. @throws ApiError queue_not_found, queue_state */
export async function reopenQueue(
  shop: ShopContext,
  key: QueueKey,
  alongside: Alongside = nothingElse,
): Promise<string> {
  const cause = await inTransaction(shop.db, async (tx) => {
    const { closed } = await findQueue(tx, key);
    if (!closed) throw refuse('notClosed', { queue: key });
    await alongside(tx, { before: 'closed', after: 'open' });
    return writeQueueTask(tx, key, 'reopen', null, shop.clock.now());
  });
  shop.nudgeWorker();
  return cause;
}
