import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { addFen, fen, minFen, sumFen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { mergeRefusal } from '@paifan/shared/rebate/merge/merge';
import { successorOf } from '@paifan/shared/rebate/queue/lines';
import { audit } from '../../db/audit';
import { queueKeyColumn } from '../../db/columns';
import { isDuplicate } from '../../db/errors';
import { findDeskQueues, readWaitingQueues, type DeskQueue } from '../../db/queueDesk';
import { query } from '../../db/query';
import { settingsInForce } from '../../db/settings';
import { inTransaction } from '../../db/transaction';
import { liveSettings } from '../../settle/live';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import { findQueues, refuse, standingsOf, writeQueueTask } from './queueTasks';

/** Queues that would be merged into one, with what they bring. `owner` of the target is not asked for. */
export interface MergeOffer {
  readonly target: QueueKey;
  readonly sources: readonly DeskQueue[];
  readonly waitingCount: number;
  readonly outstandingFen: Fen;
  readonly poolFen: Fen;
}

const offerOf = (target: QueueKey, sources: readonly DeskQueue[]): MergeOffer => ({
  target,
  sources,
  waitingCount: sources.reduce((sum, { waitingCount }) => sum + waitingCount, 0),
  outstandingFen: sumFen(sources.map(({ outstandingFen }) => outstandingFen)),
  poolFen: sources.reduce((sum, { poolFen }) => addFen(sum, poolFen), ZERO_FEN),
});

/** So many old lines are looked at together; the rest has its turn when these are merged. */
const MOST_SOURCES = 500;

/** Old lines that wait, by the line to which orders like theirs go now. SPEC section 4. */
export interface OfferedMerges {
  readonly offers: readonly MergeOffer[];
  /** Lines of all that are shared no more: they have no one successor, and stay served by what is placed for them. */
  readonly left: readonly DeskQueue[];
}

export async function readOfferedMerges({ db, clock }: ShopContext): Promise<OfferedMerges> {
  const { settings } = await settingsInForce(db, clock.now());
  const waiting = await readWaitingQueues(db, MOST_SOURCES);
  const bySuccessor = new Map<QueueKey, DeskQueue[]>();
  const left: DeskQueue[] = [];
  for (const queue of waiting) {
    const successor = successorOf(queue.key, settings);
    if (successor === queue.key) continue;
    if (successor === null) left.push(queue);
    else bySuccessor.set(successor, [...(bySuccessor.get(successor) ?? []), queue]);
  }
  return { offers: [...bySuccessor].map(([target, sources]) => offerOf(target, sources)), left };
}

/** What a merge would come to, by the figures of now. */
export interface MergePreview {
  readonly offer: MergeOffer;
  readonly waitingCountAfter: number;
  readonly outstandingAfterFen: Fen;
  /** Before it is paid down the line. */
  readonly poolAfterFen: Fen;
  /** How much of it at most is paid at once; 0 while the target is paused. */
  readonly payableAtOnceFen: Fen;
}

/** @throws ApiError queue_not_found, queue_state */
export async function previewMerge(
  { db, clock }: ShopContext,
  target: QueueKey,
  from: readonly QueueKey[],
): Promise<MergePreview> {
  const found = await findDeskQueues(db, [target, ...from]);
  const into = found.find(({ key }) => key === target) ?? null;
  const sources = found.filter(({ key }) => key !== target);
  const refusal = mergeRefusal(into ?? { key: target, closed: false }, from, sources);
  if (refusal !== null) throw refuse(refusal, { target, from });
  const offer = offerOf(target, sources);
  const poolAfterFen = addFen(offer.poolFen, into?.poolFen ?? ZERO_FEN);
  const { payoutOrder } = liveSettings((await settingsInForce(db, clock.now())).settings);
  const all = into === null ? sources : [into, ...sources];
  const payableFen = sumFen(
    all.map(({ completedFen, outstandingFen }) => (payoutOrder === 'strict' ? outstandingFen : completedFen)),
  );
  const paused = into !== null && (into.paused || into.allPaused);
  return {
    offer,
    waitingCountAfter: offer.waitingCount + (into?.waitingCount ?? 0),
    outstandingAfterFen: addFen(offer.outstandingFen, into?.outstandingFen ?? ZERO_FEN),
    poolAfterFen,
    payableAtOnceFen: paused ? ZERO_FEN : minFen(fen(Math.max(0, poolAfterFen)), payableFen),
  };
}

const payloadRow = z.object({ payload: z.object({ from: z.array(queueKeyColumn) }) });

/**
 * Merges queues into another, by an operator. With a key that was used before nothing happens again.
 * @returns what is merged
 * @throws ApiError queue_not_found, queue_state, idempotency_key_reused
 */
export async function mergeByOperator(
  shop: ShopContext,
  { id: operatorId }: Operator,
  key: string,
  { target, from }: { readonly target: QueueKey; readonly from: readonly QueueKey[] },
): Promise<readonly QueueKey[]> {
  const cause = createHash('sha256').update(`${operatorId} ${key}`).digest('hex');
  const earlier = await mergedBefore(shop, target, cause);
  if (earlier !== null) return sameAs(earlier, from);
  try {
    await inTransaction(shop.db, async (tx) => {
      const found = await findQueues(tx, [target, ...from]);
      // The queue of all may be one that nobody has joined yet.
      const into = found.find((queue) => queue.key === target) ?? { key: target, closed: false };
      const sources = found.filter((queue) => queue.key !== target);
      const refusal = mergeRefusal(into, from, sources);
      if (refusal !== null) throw refuse(refusal, { target, from });
      const at = shop.clock.now();
      await writeQueueTask(tx, target, 'merge', { from }, at, cause);
      await audit(tx, {
        ...{ at, operatorId, action: 'queue.merged', subject: `queue:${target}` },
        before: { queues: await standingsOf(tx, [target, ...from]) },
        after: { from, people: sources.reduce((sum, { waitingCount }) => sum + waitingCount, 0) },
      });
    });
  } catch (error) {
    if (!isDuplicate(error, 'settlement_tasks_once')) throw error;
  }
  shop.nudgeWorker();
  return from;
}

/** What was merged under a key; null: nothing. */
async function mergedBefore(
  { db }: ShopContext,
  target: QueueKey,
  cause: string,
): Promise<readonly QueueKey[] | null> {
  const [row] = await query(
    db,
    "SELECT payload FROM settlement_tasks WHERE queue_key = ? AND kind = 'merge' AND cause = ?",
    [target, cause],
    payloadRow,
  );
  return row?.payload.from ?? null;
}

function sameAs(earlier: readonly QueueKey[], from: readonly QueueKey[]): readonly QueueKey[] {
  if (earlier.join() !== from.join()) throw new ApiError('idempotency_key_reused');
  return earlier;
}

/**
 * Merges all old lines that wait into the line that succeeds them.
 * @returns what is merged; nothing where nothing waits any more
 * @throws ApiError queue_state
 */
export async function mergeOffered(
  shop: ShopContext,
  operator: Operator,
  key: string,
  target: QueueKey,
): Promise<readonly QueueKey[]> {
  const cause = createHash('sha256').update(`${operator.id} ${key}`).digest('hex');
  const earlier = await mergedBefore(shop, target, cause);
  if (earlier !== null) return earlier;
  const { offers } = await readOfferedMerges(shop);
  const offer = offers.find((each) => each.target === target);
  if (offer === undefined) throw new ApiError('queue_state', '没有等待合并的队列');
  return mergeByOperator(shop, operator, key, { target, from: offer.sources.map((source) => source.key) });
}
