import type { QueueKey } from '../../ids/ids';
import { addFen, ZERO_FEN } from '../../money/fen';
import type { Instant } from '../../time/shanghai';
import { drain } from '../queue/drain';
import { isPaused, isUnion, type QueueLine } from '../queue/line';
import type { Desk, Refusal } from '../settle/desk';
import type { QueueRow, QueueTask } from '../settle/facts';

type Merge = Extract<QueueTask, { type: 'merge' }>;
type Merging = Pick<QueueRow, 'key' | 'closed'>;

/** Why queues may not be merged into another; null when they may. The two schemes never mix in one queue. SPEC section 8. */
export function mergeRefusal(
  target: Merging,
  from: readonly QueueKey[],
  sources: readonly Merging[],
): Refusal | null {
  if (from.includes(target.key) || new Set(from).size < from.length) return 'sameQueue';
  if (from.length === 0 || from.some((key) => !sources.some((source) => source.key === key)))
    return 'noSuchQueue';
  if (sources.some((source) => isUnion(source) !== isUnion(target))) return 'otherScheme';
  return [target, ...sources].some(({ closed }) => closed) ? 'queueClosed' : null;
}

/**
 * Takes over who waits in other queues, and their money: pools and debts add up. All stand in order of joining, in new positions
 * at the tail; then the pool drains, unless this queue is paused. A source is empty afterwards, and keeps its own pause.
 * SPEC section 4.
 */
export function settleMerge(queue: QueueLine, { from, cause, at }: Merge, desk: Desk): Refusal | null {
  const sources = desk.sources ?? [];
  const refusal = mergeRefusal(queue, from, sources);
  if (refusal !== null) return refusal;
  const firstPosition = queue.nextPosition;
  for (const source of sources) takeOver(queue, source, cause, at, desk);
  const count = queue.waitingCount;
  queue.nextPosition = firstPosition + count;
  desk.record.happened({ type: 'merged', firstPosition, count, at });
  if (isPaused(queue) || isUnion(queue)) return null;
  const name = `merge/${queue.key}/${cause}`;
  drain(queue, queue.poolFen, null, { kind: 'merge', order: null, line: null, name, at }, desk);
  return null;
}

function takeOver(queue: QueueLine, source: QueueLine, cause: string, at: Instant, desk: Desk): void {
  const {
    key,
    waitingCount,
    waitingRemainingFen,
    completedRemainingFen,
    poolFen: amountFen,
    sweptFen,
  } = source;
  const beforeFen = queue.poolFen;
  queue.poolFen = addFen(beforeFen, amountFen);
  queue.sweptFen = addFen(queue.sweptFen, sweptFen);
  queue.waitingCount += waitingCount;
  queue.waitingRemainingFen = addFen(queue.waitingRemainingFen, waitingRemainingFen);
  queue.completedRemainingFen = addFen(queue.completedRemainingFen, completedRemainingFen);
  empty(source);
  const { poolFen } = queue;
  desk.record.happened({
    type: 'tookOver',
    queue: key,
    count: waitingCount,
    remainingFen: waitingRemainingFen,
    amountFen,
    sweptFen,
    poolFen,
    at,
  });
  desk.record.book('queueMerged', `${key}/${cause}`, at, {
    from: { queue: key, beforeFen: amountFen, afterFen: 0 },
    into: { queue: queue.key, beforeFen, afterFen: poolFen },
  });
}

function empty(source: QueueLine): void {
  source.poolFen = ZERO_FEN;
  source.sweptFen = ZERO_FEN;
  source.waitingCount = 0;
  source.waitingRemainingFen = ZERO_FEN;
  source.completedRemainingFen = ZERO_FEN;
}
