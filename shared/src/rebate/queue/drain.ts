import type { OrderId } from '../../ids/ids';
import type { MemberAmount } from '../../ledger/templates';
import { fen, minFen, subtractFen, ZERO_FEN, type Fen } from '../../money/fen';
import type { Instant } from '../../time/shanghai';
import type { Desk } from '../settle/desk';
import type { PayoutKind } from '../settle/events';
import type { EntryRow, OrderRow } from '../settle/facts';
import { pushEntry, takeEarliest } from './earliest';
import { alterEntry, firstPayable, mayBePaid, payableRemaining, remainingOf, type QueueLine } from './line';

/** What pays: the step of an order's line, or an event of the queue as a whole. */
export interface PayoutCause {
  readonly kind: PayoutKind;
  readonly order: OrderId | null;
  readonly line: number | null;
  /** Names the cause in the journal. */
  readonly name: string;
  readonly at: Instant;
}

/** What the entries of an order, in this queue, may still be paid. */
export function ownRemaining(queue: QueueLine, order: OrderRow, desk: Desk): Fen {
  let sum = 0;
  for (const { entry: id } of order.lines) {
    const entry = id === null ? undefined : desk.entry(id);
    if (entry !== undefined && mayBePaid(queue, entry)) sum += remainingOf(entry);
  }
  return fen(sum);
}

/** Pays an entry out of the pool, without the journal. */
function payEntry(queue: QueueLine, entry: EntryRow, amountFen: Fen, cause: PayoutCause, desk: Desk): void {
  queue.poolFen = subtractFen(queue.poolFen, amountFen);
  alterEntry(queue, entry, (paid) => {
    paid.rewardedFen = fen(paid.rewardedFen + amountFen);
    if (paid.rewardedFen === paid.entitledFen) paid.state = 'done';
  });
  const { kind, order, line, at } = cause;
  const { id, member } = entry;
  const { poolFen } = queue;
  desk.record.entryChanged(entry);
  desk.record.happened({
    type: 'paidOut',
    kind,
    entry: id,
    member,
    amountFen,
    causeOrder: order,
    causeLine: line,
    poolFen,
    at,
  });
  if (entry.state === 'done') desk.record.happened({ type: 'left', entry: id, member, state: 'done', at });
}

/** Pays one entry what it may have of an amount, and books it. */
export function payOne(
  queue: QueueLine,
  entry: EntryRow,
  upToFen: Fen,
  cause: PayoutCause,
  desk: Desk,
): void {
  const amountFen = minFen(minFen(upToFen, remainingOf(entry)), queue.poolFen);
  if (amountFen <= 0) return;
  const beforeFen = queue.poolFen;
  payEntry(queue, entry, amountFen, cause, desk);
  desk.record.book('payout', cause.name, cause.at, {
    move: { queue: queue.key, beforeFen, afterFen: queue.poolFen },
    to: [{ member: entry.member, amountFen }],
  });
}

/** Pays entries their amounts of the pool, and books it in one journal; who gets nothing is left out. */
export function payEach(
  queue: QueueLine,
  shares: readonly { readonly entry: EntryRow; readonly amountFen: Fen }[],
  cause: PayoutCause,
  desk: Desk,
): void {
  const beforeFen = queue.poolFen;
  const paid = shares.filter(({ amountFen }) => amountFen > 0);
  if (paid.length === 0) return;
  for (const { entry, amountFen } of paid) payEntry(queue, entry, amountFen, cause, desk);
  desk.record.book('payout', cause.name, cause.at, {
    move: { queue: queue.key, beforeFen, afterFen: queue.poolFen },
    to: paid.map(({ entry, amountFen }) => ({ member: entry.member, amountFen })),
  });
}

/**
 * Pays up to an amount of the pool to the waiting entries in line order, each up to its remaining entitlement. The entries
 * of `passing`, the order whose step it is, are passed over. SPEC section 6, drain.
 */
export function drain(
  queue: QueueLine,
  upToFen: Fen,
  passing: OrderRow | null,
  cause: PayoutCause,
  desk: Desk,
): void {
  const beforeFen = queue.poolFen;
  let left = minFen(upToFen, beforeFen);
  if (left <= 0) return;
  const ownFen = passing === null ? ZERO_FEN : ownRemaining(queue, passing, desk);
  const passed: EntryRow[] = [];
  const to: MemberAmount[] = [];
  while (left > 0 && payableRemaining(queue) > ownFen) {
    const entry = firstPayable(queue);
    if (entry === undefined)
      throw new Error(`queue ${queue.key}: its sums say that somebody may be paid, and nobody is there`);
    if (entry.order === passing?.id) {
      takeEarliest(queue.payable);
      passed.push(entry);
      continue;
    }
    const amountFen = minFen(left, remainingOf(entry));
    payEntry(queue, entry, amountFen, cause, desk);
    to.push({ member: entry.member, amountFen });
    left = subtractFen(left, amountFen);
  }
  for (const entry of passed) pushEntry(queue.payable, entry);
  if (to.length === 0) return;
  desk.record.book('payout', cause.name, cause.at, {
    move: { queue: queue.key, beforeFen, afterFen: queue.poolFen },
    to,
  });
}
