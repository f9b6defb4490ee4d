import type { QueueKey } from '@paifan/shared/ids/ids';
import { ZERO_FEN } from '@paifan/shared/money/fen';
import { startOfChain } from '@paifan/shared/rebate/proof/chain';
import type { LiveSettings, OrderRow, QueueTask } from '@paifan/shared/rebate/settle/facts';
import { sha256 } from '../db/sha256';
import type { Tx } from '../db/transaction';
import type { Planned } from './applyLine';
import { headsOfLines } from './entries';
import { reachOf, type StoredFacts } from './facts';
import { drawPlaces } from './groups';
import { loadHeld } from './held';
import { planOne } from './planOne';
import { readQueues, type StoredQueue } from './queues';

/** A queue that nobody has joined yet. */
const emptyQueue = (key: QueueKey): StoredQueue => ({
  id: '0',
  key,
  poolFen: ZERO_FEN,
  debtFen: ZERO_FEN,
  paused: false,
  allPaused: false,
  waitingCount: 0,
  waitingRemainingFen: ZERO_FEN,
  completedRemainingFen: ZERO_FEN,
  nextPosition: 1,
  closed: false,
  sweptFen: ZERO_FEN,
  chain: startOfChain(key, sha256),
  familyId: null,
});

/**
 * Plans what an order that does not exist would do in its queue as it is now, with the very planner of the settlement, and writes
 * nothing. Which places of the random return come next stays secret: a new group is drawn. SPEC section 12, rule tester.
 * @param order with lines of one queue
 */
export async function rehearse(
  tx: Tx,
  queueKey: QueueKey,
  order: OrderRow,
  live: LiveSettings,
  tasks: readonly QueueTask[],
): Promise<Planned> {
  const [found] = await readQueues(tx, [queueKey]);
  const queue = found ?? emptyQueue(queueKey);
  const completedOnly = live.payoutOrder === 'completedFirst';
  const limit = Math.min(queue.waitingCount, reachOf(queue, [order]));
  const entries = limit === 0 ? [] : await headsOfLines(tx, [{ queueId: queue.id, completedOnly, limit }]);
  const reached = limit >= queue.waitingCount || entries.length < limit;
  const facts: StoredFacts = {
    queue,
    live,
    orders: [order],
    entries,
    knownTo: reached ? Infinity : (entries.at(-1)?.position ?? 0),
    held: await loadHeld(tx, [order]),
    groups: [],
    drawPlaces,
  };
  return planOne(tx, facts, tasks);
}
