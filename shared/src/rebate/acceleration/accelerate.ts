import { floorShare, type Ratio } from '../../money/ratio';
import type { Fen } from '../../money/fen';
import type { Instant } from '../../time/shanghai';
import { payOne } from '../queue/drain';
import { firstPayableOf, type QueueLine } from '../queue/line';
import type { Desk } from '../settle/desk';
import type { LineRow, OrderRow } from '../settle/facts';
import { lineName } from '../settle/lines';
import type { OrderTerms } from '../settle/terms';

interface AccelerationRow {
  readonly kind: 'directAcceleration' | 'indirectAcceleration';
  /** How far above the buyer: 0 is the inviter. */
  readonly above: number;
  readonly ratio: (terms: OrderTerms) => Ratio;
}

const ACCELERATIONS: readonly AccelerationRow[] = [
  { kind: 'directAcceleration', above: 0, ratio: ({ acceleration }) => acceleration.directRatio },
  { kind: 'indirectAcceleration', above: 1, ratio: ({ acceleration }) => acceleration.indirectRatio },
];

/**
 * Serves the earliest payable entries of the inviter and the inviter's inviter out of a contribution, up to what remains
 * to each and to what the pool holds. SPEC section 8.
 */
export function accelerate(
  queue: QueueLine,
  order: OrderRow,
  line: LineRow,
  contributedFen: Fen,
  at: Instant,
  desk: Desk,
): void {
  for (const { kind, above, ratio } of ACCELERATIONS) {
    const inviter = order.upline[above];
    if (inviter === undefined || queue.poolFen <= 0) continue;
    const amountFen = floorShare(contributedFen, ratio(order.terms));
    if (amountFen === 0) continue;
    const entry = firstPayableOf(queue, inviter.member);
    if (entry === undefined) continue;
    const cause = { kind, order: order.id, line: line.line, name: `${lineName(order, line)}/${kind}`, at };
    payOne(queue, entry, amountFen, cause, desk);
  }
}
