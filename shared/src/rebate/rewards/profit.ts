import { ZERO_FEN, type Fen } from '../../money/fen';
import { floorShare, ZERO_RATIO } from '../../money/ratio';
import type { LineRow, OrderRow } from '../settle/facts';
import { netPaid } from '../settle/lines';

/** The platform's share of a store's sale: ⌊net paid × store commission ratio⌋. */
export const commission = (order: OrderRow, line: LineRow): Fen =>
  floorShare(netPaid(line), order.commissionRatio);

/** Points given for the purchase, at what they are worth when they are deducted. */
function pointsValue({ terms }: OrderRow, line: LineRow): Fen {
  if (terms.pointsPerYuan === ZERO_RATIO) return ZERO_FEN;
  const points = floorShare(netPaid(line), terms.pointsPerYuan);
  return floorShare(points, terms.pointsValueRatio);
}

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
