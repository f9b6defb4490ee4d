import { subtractFen, sumFen } from '../../money/fen';
import type { Instant } from '../../time/shanghai';
import { nobody, pushEntry } from '../queue/earliest';
import { alterEntry, mayBePaid, remainingOf, type QueueLine } from '../queue/line';
import type { Desk } from '../settle/desk';
import type { EntryRow } from '../settle/facts';

/** When a line is cleared, and until when those had joined whom it concerns; null: whoever waits. */
export interface Clearing {
  readonly at: Instant;
  readonly joinedUntil: Instant | null;
}

/**
 * Clears the waiting entries of the queue; the pool stays. SPEC section 7. A reset that comes late ends before the first who joined
 * after its time, for it was not announced to that one: who stands from there on stays. Entries that were not loaded are
 * cleared with the others, so afterwards the whole line is known.
 */
export function settleReset(queue: QueueLine, { at, joinedUntil }: Clearing, desk: Desk): void {
  const upToPosition = lastToClear(queue, joinedUntil);
  const known = queue.entries.slice(queue.clearedTo).filter(({ state }) => state === 'waiting');
  const staying = known.filter(({ position }) => position > upToPosition);
  const count = queue.waitingCount - staying.length;
  if (count === 0) return;
  const stayingFen = sumFen(staying.map(remainingOf));
  const remainingFen = subtractFen(queue.waitingRemainingFen, stayingFen);
  for (const entry of known) {
    if (entry.position > upToPosition) continue;
    alterEntry(queue, entry, (cleared) => {
      cleared.state = 'cleared';
    });
    desk.record.entryChanged(entry);
  }
  queue.waitingCount = staying.length;
  queue.waitingRemainingFen = stayingFen;
  queue.completedRemainingFen = sumFen(staying.filter(({ completed }) => completed).map(remainingOf));
  keepLinedUp(queue, staying);
  desk.record.cleared(upToPosition);
  desk.record.happened({ type: 'reset', upToPosition, joinedUntil, count, remainingFen, at });
}

/** The position before the first who joined too late to be cleared; else the tail. */
function lastToClear(queue: QueueLine, joinedUntil: Instant | null): number {
  let last = queue.nextPosition - 1;
  if (joinedUntil === null) return last;
  for (const { state, joinedAt, position } of queue.entries) {
    if (state === 'waiting' && joinedAt > joinedUntil) last = Math.min(last, position - 1);
  }
  return last;
}

/** From now on these are all who wait, and all are known. */
function keepLinedUp(queue: QueueLine, staying: readonly EntryRow[]): void {
  const [first] = staying;
  queue.clearedTo = first === undefined ? queue.entries.length : queue.entries.indexOf(first);
  queue.payable = nobody();
  queue.payableOf = null;
  for (const entry of staying) if (mayBePaid(queue, entry)) pushEntry(queue.payable, entry);
  queue.knownTo = Infinity;
  queue.knownToByMember = new Map();
}
