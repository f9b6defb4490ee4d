import { subtractFen, type Fen } from '../../money/fen';
import type { LineRow, OrderRow } from './facts';

/** Paid less refunded so far: every ratio applies to it. SPEC section 2. */
export const netPaid = (line: LineRow): Fen => subtractFen(line.paidFen, line.refundedFen);

export const findLine = (order: OrderRow, line: number): LineRow | undefined =>
  order.lines.find(({ line: number }) => number === line);

/** Names a line in messages and journal keys. */
export const lineName = (order: OrderRow, line: LineRow): string => `${order.id}/${line.line}`;
