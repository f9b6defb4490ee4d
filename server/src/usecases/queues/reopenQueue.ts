import { ApiError } from '@paifan/shared/errors/errors';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { inTransaction, type Tx } from '../../db/transaction';
import { nothingElse, type Alongside } from '../alongside';
import type { ShopContext } from '../context';
import { findQueues, refuse, writeQueueTask, type FoundQueue } from './queueTasks';

async function findQueue(tx: Tx, key: QueueKey): Promise<FoundQueue> {
  const [queue] = await findQueues(tx, [key]);
  if (queue === undefined) throw new ApiError('queue_not_found', undefined, { queue: key });
  return queue;
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
