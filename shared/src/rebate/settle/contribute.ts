import { fen, maxFen, minFen, subtractFen, ZERO_FEN, type Fen } from '../../money/fen';
import { floorShare } from '../../money/ratio';
import type { Instant } from '../../time/shanghai';
import { accelerate } from '../acceleration/accelerate';
import { drain, ownRemaining } from '../queue/drain';
import { isPaused, isUnion, payableRemaining, type QueueLine } from '../queue/line';
import { lineProfit } from '../rewards/profit';
import type { Desk } from './desk';
import type { LineRow, OrderRow } from './facts';
import { lineName, netPaid } from './lines';

/**
 * What a line offers to the queue: a share of net paid, with `capAtProfit` no more than the line earns (section 6); in the
 * union scheme a share of the profit (section 8).
 */
export function grossContribution(order: OrderRow, line: LineRow): Fen {
  const { scheme, unionPoolRatio, capAtProfit } = order.terms;
  const profitFen = maxFen(fen(lineProfit(order, line)), ZERO_FEN);
  if (scheme === 'union') return floorShare(profitFen, unionPoolRatio);
  const share = floorShare(netPaid(line), line.terms.extractionRatio);
  return capAtProfit ? minFen(share, profitFen) : share;
}

/**
 * What the queue can use now: what remains to the entries that may be paid now, less the pool; while paused nothing. Null when
 * it carries: then it takes whatever comes. One that is wound down takes nothing. SPEC sections 6 and 12.
 */
function usable(queue: QueueLine, order: OrderRow, desk: Desk): Fen | null {
  if (queue.closed) return ZERO_FEN;
  if (isUnion(queue) || desk.live.unclaimed === 'carry') return null;
  if (isPaused(queue)) return ZERO_FEN;
  const ownFen = order.terms.payOwnOrder ? ZERO_FEN : ownRemaining(queue, order, desk);
  return maxFen(ZERO_FEN, fen(payableRemaining(queue) - ownFen - queue.poolFen));
}

function intoPool(
  queue: QueueLine,
  order: OrderRow,
  line: LineRow,
  amountFen: Fen,
  at: Instant,
  desk: Desk,
): void {
  const beforeFen = queue.poolFen;
  queue.poolFen = fen(beforeFen + amountFen);
  line.contributedFen = fen(line.contributedFen + amountFen);
  desk.record.lineChanged(order, line);
  desk.record.happened({
    type: 'contributed',
    order: order.id,
    line: line.line,
    amountFen,
    poolFen: queue.poolFen,
    at,
  });
  desk.record.book('contribution', lineName(order, line), at, {
    queue: queue.key,
    beforeFen,
    afterFen: queue.poolFen,
  });
}

/**
 * The settle event of a line: it gives to the queue, inviters are served early, and the pool is paid down the line, also
 * when nothing was given. A union queue waits for its payout. SPEC section 6.
 */
export function contribute(queue: QueueLine, order: OrderRow, line: LineRow, at: Instant, desk: Desk): void {
  if (!line.terms.rebateOn) return;
  const grossFen = grossContribution(order, line);
  const usableFen = usable(queue, order, desk);
  const amountFen = usableFen === null ? grossFen : minFen(grossFen, usableFen);
  desk.witness?.contributing({
    order,
    line,
    paused: isPaused(queue),
    usableFen,
    takenFen: amountFen,
    at,
  });
  if (amountFen > 0) intoPool(queue, order, line, amountFen, at, desk);
  if (isPaused(queue)) return;
  if (amountFen > 0) accelerate(queue, order, line, amountFen, at, desk);
  if (isUnion(queue)) return;
  const passing = order.terms.payOwnOrder ? null : order;
  const cause = { kind: 'line', order: order.id, line: line.line, name: lineName(order, line), at } as const;
  drain(queue, queue.poolFen, passing, cause, desk);
}

/** A refund withdraws what the line gave beyond its gross anew: the pool may end below zero. SPEC section 7, refund (3). */
export function withdraw(
  queue: QueueLine,
  order: OrderRow,
  line: LineRow,
  cause: string,
  at: Instant,
  desk: Desk,
): void {
  const amountFen = subtractFen(
    line.contributedFen,
    minFen(line.contributedFen, grossContribution(order, line)),
  );
  if (amountFen === 0) return;
  const beforeFen = queue.poolFen;
  queue.poolFen = subtractFen(beforeFen, amountFen);
  line.contributedFen = subtractFen(line.contributedFen, amountFen);
  desk.record.lineChanged(order, line);
  desk.record.happened({
    type: 'withdrawn',
    order: order.id,
    line: line.line,
    amountFen,
    poolFen: queue.poolFen,
    at,
  });
  desk.record.book('contributionWithdrawn', `${lineName(order, line)}/${cause}`, at, {
    queue: queue.key,
    beforeFen,
    afterFen: queue.poolFen,
  });
}
