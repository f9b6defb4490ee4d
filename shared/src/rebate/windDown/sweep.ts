import { fen, maxFen, minFen, negateFen, ZERO_FEN, type Fen } from '../../money/fen';
import type { Instant } from '../../time/shanghai';
import type { QueueLine } from '../queue/line';
import type { Desk } from '../settle/desk';

/** What is to go back to the platform; below zero: what is to return from it, as far as it was swept before. */
function toSweep({ poolFen, closed, sweptFen }: QueueLine): Fen {
  const lackingFen = maxFen(negateFen(poolFen), ZERO_FEN);
  if (lackingFen > 0) return negateFen(minFen(lackingFen, sweptFen));
  return closed ? poolFen : ZERO_FEN;
}

/**
 * Leaves no money where nobody is left to be paid: a closed queue's pool goes back to the platform, and what a refund lacks
 * comes back from there before it becomes a debt. SPEC section 12, wind-down.
 * @param name makes the journal's key unique
 */
export function squareUp(queue: QueueLine, name: string, at: Instant, desk: Desk): void {
  const beforeFen = queue.poolFen;
  const amountFen = toSweep(queue);
  if (amountFen === 0) return;
  queue.poolFen = fen(beforeFen - amountFen);
  queue.sweptFen = fen(queue.sweptFen + amountFen);
  const { poolFen } = queue;
  desk.record.happened({ type: 'swept', amountFen, poolFen, at });
  desk.record.book(amountFen > 0 ? 'poolSwept' : 'poolSweepReturned', name, at, {
    queue: queue.key,
    beforeFen,
    afterFen: poolFen,
  });
}
