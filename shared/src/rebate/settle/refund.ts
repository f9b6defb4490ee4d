import { addFen, fen, minFen, subtractFen, type Fen } from '../../money/fen';
import { floorShare } from '../../money/ratio';
import type { OrderId } from '../../ids/ids';
import type { Instant } from '../../time/shanghai';
import { alterEntry, remainingOf, type QueueLine } from '../queue/line';
import { reduceRewards } from '../rewards/lifecycle';
import { squareUp } from '../windDown/sweep';
import { cancelEntry } from './cancel';
import { withdraw } from './contribute';
import type { Desk, Refusal } from './desk';
import type { EntryRow, LineRow } from './facts';
import { findLine, lineName, netPaid } from './lines';

/** One refund of a line, with the name that makes its journals unique. */
export interface Refund {
  readonly order: OrderId;
  readonly line: number;
  readonly amountFen: Fen;
  readonly cause: string;
  readonly at: Instant;
}

/** What the entry received in cash beyond its new entitlement goes back from the member's cash to the pool. */
function takeBackCash(
  queue: QueueLine,
  entry: EntryRow,
  entitledFen: Fen,
  { cause, at }: Refund,
  desk: Desk,
): void {
  const { id, member } = entry;
  const amountFen = subtractFen(entry.rewardedFen, minFen(entry.rewardedFen, entitledFen));
  alterEntry(queue, entry, (lowered) => {
    lowered.entitledFen = entitledFen;
    lowered.rewardedFen = subtractFen(lowered.rewardedFen, amountFen);
  });
  if (amountFen === 0) return;
  const beforeFen = queue.poolFen;
  queue.poolFen = addFen(beforeFen, amountFen);
  desk.record.happened({ type: 'takenBack', entry: id, member, amountFen, poolFen: queue.poolFen, at });
  desk.record.book('payoutTakenBack', `${id}/${cause}`, at, {
    move: { queue: queue.key, beforeFen, afterFen: queue.poolFen },
    from: { member, amountFen },
  });
}

/** What an exchanged or converted entry brought is computed anew at the ratio of that day, and the difference leaves. */
function takeBackBrought(queue: QueueLine, entry: EntryRow, { cause, at }: Refund, desk: Desk): void {
  const { brought, id, member } = entry;
  if (brought === null) return;
  const amount = floorShare(remainingOf(entry), brought.ratio);
  const difference = fen(brought.amount - amount);
  if (difference === 0) return;
  alterEntry(queue, entry, (lowered) => {
    lowered.brought = { ...brought, amount };
  });
  desk.record.book('broughtTakenBack', `${id}/${cause}`, at, {
    member,
    balance: brought.balance,
    amount: difference,
  });
}

/** Refund (2): the entry, whatever its state but cancelled, is entitled anew. */
function entitleAnew(queue: QueueLine, entry: EntryRow, line: LineRow, refund: Refund, desk: Desk): void {
  const { id, member, ratio } = entry;
  const { at } = refund;
  const entitledFen = floorShare(netPaid(line), ratio);
  takeBackCash(queue, entry, entitledFen, refund, desk);
  takeBackBrought(queue, entry, refund, desk);
  desk.record.entryChanged(entry);
  desk.record.happened({ type: 'entitled', by: 'refund', entry: id, member, ratio, entitledFen, at });
  if (entitledFen === 0) {
    cancelEntry(queue, entry, line, at, desk);
  } else if (entry.state === 'waiting' && remainingOf(entry) === 0) {
    alterEntry(queue, entry, (paid) => {
      paid.state = 'done';
    });
    desk.record.happened({ type: 'left', entry: id, member, state: 'done', at });
  }
}

/** Part of a line, or all of it, goes back to the buyer: rewards, entry and contribution follow. SPEC section 7, refund. */
export function settleRefund(queue: QueueLine, refund: Refund, desk: Desk): Refusal | null {
  const order = desk.order(refund.order);
  if (order === undefined) return 'noSuchOrder';
  const line = findLine(order, refund.line);
  if (line === undefined) return 'noSuchLine';
  if (refund.amountFen <= 0) return 'nothingToRefund';
  if (refund.amountFen > netPaid(line)) return 'moreThanIsLeft';
  line.refundedFen = addFen(line.refundedFen, refund.amountFen);
  desk.record.lineChanged(order, line);
  reduceRewards(order, line, refund.cause, refund.at, desk);
  const entry = line.entry === null ? undefined : desk.entry(line.entry);
  if (entry !== undefined && entry.state !== 'cancelled') entitleAnew(queue, entry, line, refund, desk);
  withdraw(queue, order, line, refund.cause, refund.at, desk);
  squareUp(queue, `${lineName(order, line)}/${refund.cause}`, refund.at, desk);
  return null;
}
