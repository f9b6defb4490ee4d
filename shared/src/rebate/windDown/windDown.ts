import { minFen } from '../../money/fen';
import { splitByLargestRemainder } from '../../money/split';
import type { Instant } from '../../time/shanghai';
import { drain, payEach, type PayoutCause } from '../queue/drain';
import { isPaused, mayBePaid, payableRemaining, remainingOf, type QueueLine } from '../queue/line';
import { settleReset } from '../reset/reset';
import type { Desk, Refusal } from '../settle/desk';
import { FactsTooShort, type QueueTask } from '../settle/facts';
import { squareUp } from './sweep';

type WindDown = Extract<QueueTask, { type: 'windDown' }>;

/**
 * Closes a queue: its pool is paid to those who may be paid, what then remains to waiting entries is cleared, and what is still in
 * the pool goes back to the platform. From then on nobody joins and nothing is given to it. During a pause nobody is paid, so
 * it is refused. SPEC section 12, wind-down.
 * @throws FactsTooShort when more of the line has to be loaded; pro rata needs all of it that may be paid.
 */
export function settleWindDown(queue: QueueLine, { mode, cause, at }: WindDown, desk: Desk): Refusal | null {
  if (queue.closed) return 'queueClosed';
  if (isPaused(queue)) return 'queuePaused';
  const name = `windDown/${queue.key}/${cause}`;
  if (mode === 'line') {
    drain(queue, queue.poolFen, null, { kind: 'windDown', order: null, line: null, name, at }, desk);
  } else {
    payProRata(queue, { kind: 'windDownShare', order: null, line: null, name, at }, desk);
  }
  queue.closed = true;
  desk.record.happened({ type: 'woundDown', mode, at });
  settleReset(queue, { at, joinedUntil: null }, desk);
  squareUp(queue, name, at, desk);
  return null;
}

/** To all who may be paid, by what remains to each: rounded down, and the fen that are left by largest remainder. */
function payProRata(queue: QueueLine, cause: PayoutCause, desk: Desk): void {
  const amountFen = minFen(queue.poolFen, payableRemaining(queue));
  if (amountFen <= 0) return;
  if (queue.knownTo !== Infinity) throw new FactsTooShort(queue.key, null);
  const entries = queue.entries
    .filter((entry) => mayBePaid(queue, entry))
    .sort((a, b) => a.position - b.position);
  const amounts = splitByLargestRemainder(amountFen, entries.map(remainingOf));
  const shares = entries.flatMap((entry, index) => {
    const share = amounts[index];
    return share === undefined ? [] : [{ entry, amountFen: share }];
  });
  payEach(queue, shares, cause, desk);
}

/** A closed queue takes entries and money again, for what is placed and paid from now on. */
export function settleReopen(queue: QueueLine, at: Instant, desk: Desk): Refusal | null {
  if (!queue.closed) return 'notClosed';
  queue.closed = false;
  desk.record.happened({ type: 'reopened', at });
  return null;
}
