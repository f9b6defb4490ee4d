import { ZERO_FEN, type Fen } from '../../money/fen';
import { floorShare, ZERO_RATIO } from '../../money/ratio';
import type { LineRow, OrderRow } from '../settle/facts';
import { netPaid } from '../settle/lines';
import type { OrderTerms } from '../settle/terms';

/** The platform's share of a store's sale: ⌊net paid × store commission ratio⌋. */
export const commission = (order: OrderRow, line: LineRow): Fen =>
  floorShare(netPaid(line), order.commissionRatio);

type PointsTerms = Pick<OrderTerms, 'pointsPerYuan'>;

/** Are points given for what is bought on these terms? */
export const givesPoints = ({ pointsPerYuan }: PointsTerms): boolean => pointsPerYuan !== ZERO_RATIO;

/** Points given for a purchase that completed, in hundredths: so many a yuan of what was paid and not refunded. */
export const purchasePoints = ({ pointsPerYuan }: PointsTerms, netPaidFen: Fen): Fen =>
  floorShare(netPaidFen, pointsPerYuan);

/** Points given for the purchase, at what they are worth when they are deducted. */
const pointsValue = ({ terms }: OrderRow, line: LineRow): Fen =>
  givesPoints(terms) ? floorShare(purchasePoints(terms, netPaid(line)), terms.pointsValueRatio) : ZERO_FEN;

/**
 * What the platform earns with a line, in fen; it may be below zero. SPEC section 3: net paid less the cost for a mall
 * order, the commission otherwise, less the line's rewards that are not cancelled and the points given for the purchase.
 */
export function lineProfit(order: OrderRow, line: LineRow): number {
  const margin = order.kind === 'mall' ? netPaid(line) - line.costFen : commission(order, line);
  let given: number = pointsValue(order, line);
  for (const { amountFen, state } of line.rewards) if (state !== 'cancelled') given += amountFen;
  return margin - given;
}
