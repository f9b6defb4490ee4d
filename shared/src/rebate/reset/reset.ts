import type { Instant } from '../../time/shanghai';
import { nobody } from '../queue/earliest';
import { alterEntry, type QueueLine } from '../queue/line';
import type { Desk } from '../settle/desk';
import { ZERO_FEN } from '../../money/fen';

/**
 * Clears every waiting entry of the queue; the pool stays. SPEC section 7. Entries that were not loaded are cleared with
 * them, so afterwards the whole line is known.
 */
export function settleReset(queue: QueueLine, at: Instant, desk: Desk): void {
  if (queue.waitingCount === 0) return;
  const { waitingCount: count, waitingRemainingFen: remainingFen } = queue;
  const upToPosition = queue.nextPosition - 1;
  for (let index = queue.clearedTo; index < queue.entries.length; index += 1) {
    const entry = queue.entries[index];
    if (entry?.state !== 'waiting') continue;
    alterEntry(queue, entry, (cleared) => {
      cleared.state = 'cleared';
    });
    desk.record.entryChanged(entry);
  }
  queue.clearedTo = queue.entries.length;
  queue.waitingCount = 0;
  queue.waitingRemainingFen = ZERO_FEN;
  queue.completedRemainingFen = ZERO_FEN;
  queue.payable = nobody();
  queue.payableOf = null;
  queue.knownTo = Infinity;
  queue.knownToByMember = new Map();
  desk.record.cleared(upToPosition);
  desk.record.happened({ type: 'reset', upToPosition, count, remainingFen, at });
}
