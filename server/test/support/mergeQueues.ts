import type { QueueKey } from '@paifan/shared/ids/ids';
import { mergeRefusal } from '@paifan/shared/rebate/merge/merge';
import { inTransaction } from '../../src/db/transaction';
import type { ShopContext } from '../../src/usecases/context';
import { findQueues, refuse, writeQueueTask } from '../../src/usecases/queues/queueTasks';

/** What is merged into what. */
export interface MergeRequest {
  readonly target: QueueKey;
  readonly from: readonly QueueKey[];
}

/**
 * Merges queues into another: everybody who waits stands there in order of joining, and the pools add up. Orders that were
 * placed for them until now follow. It happens when the settlement comes to it; members are told then. SPEC section 4.
 * @returns names the merge
 * @throws ApiError queue_not_found, queue_state
 */
export async function mergeQueues(shop: ShopContext, { target, from }: MergeRequest): Promise<string> {
  const cause = await inTransaction(shop.db, async (tx) => {
    const found = await findQueues(tx, [target, ...from]);
    // The queue of all may be one that nobody has joined yet.
    const into = found.find(({ key }) => key === target) ?? { key: target, closed: false };
    const sources = found.filter(({ key }) => key !== target);
    const refusal = mergeRefusal(into, from, sources);
    if (refusal !== null) throw refuse(refusal, { target, from });
    return writeQueueTask(tx, target, 'merge', { from }, shop.clock.now());
  });
  shop.nudgeWorker();
  return cause;
}
