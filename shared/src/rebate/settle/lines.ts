import { subtractFen, type Fen } from '../../money/fen';
import type { QueueKey } from '../../ids/ids';
import type { LineRow, OrderRow } from './facts';

/** Paid less refunded so far: every ratio applies to it. SPEC section 2. */
export const netPaid = (line: LineRow): Fen => subtractFen(line.paidFen, line.refundedFen);

export const findLine = (order: OrderRow, line: number): LineRow | undefined =>
  order.lines.find(({ line: number }) => number === line);

/** The lines of an order that were placed for one queue: all of them, unless queues were merged. */
export const linesOf = (order: OrderRow, queue: QueueKey): readonly LineRow[] =>
  order.lines.every(({ terms }) => terms.queue === queue)
    ? order.lines
    : order.lines.filter(({ terms }) => terms.queue === queue);

/** Names a line in messages and journal keys. */
export const lineName = (order: OrderRow, line: LineRow): string => `${order.id}/${line.line}`;
