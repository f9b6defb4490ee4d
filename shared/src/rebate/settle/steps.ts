import type { Instant } from '../../time/shanghai';
import { settleExchange } from '../exchange/exchange';
import { join } from '../join/join';
import { settleDraw } from '../lottery/draw';
import { settleMerge } from '../merge/merge';
import { settlePause, settleResume } from '../pause/pause';
import { alterEntry, type QueueLine } from '../queue/line';
import { settleReset } from '../reset/reset';
import { grantRewards, setReleaseTimes } from '../rewards/lifecycle';
import { settleUnionPayout } from '../union/payout';
import { settleReopen, settleWindDown } from '../windDown/windDown';
import { contribute } from './contribute';
import type { Desk, Refusal } from './desk';
import type { LineRow, OrderRow, QueueTask } from './facts';
import { linesOf } from './lines';
import { settleRefund } from './refund';

/** An order's step: those of its lines that it is about, and when it happened. */
interface OrderStep {
  readonly order: OrderRow;
  readonly lines: readonly LineRow[];
  readonly at: Instant;
}

/** SPEC section 6, an order is paid: line by line rewards, contribution, joining. */
function settlePaid(queue: QueueLine, { order, lines, at }: OrderStep, desk: Desk): void {
  const { settleOn, payOwnOrder } = order.terms;
  for (const line of lines) {
    grantRewards(order, line, at, desk);
    if (payOwnOrder) join(queue, order, line, at, desk);
    if (settleOn === 'paid') contribute(queue, order, line, at, desk);
    if (!payOwnOrder) join(queue, order, line, at, desk);
  }
}

/** The entries of an order that has completed are completed entries from this moment on. */
function completeEntries(queue: QueueLine, { lines, at }: OrderStep, desk: Desk): void {
  for (const line of lines) {
    const entry = line.entry === null ? undefined : desk.entry(line.entry);
    if (entry === undefined) continue;
    alterEntry(queue, entry, (completed) => {
      completed.completed = true;
    });
    desk.record.entryChanged(entry);
    desk.record.happened({ type: 'completed', entry: entry.id, at });
  }
}

/**
 * SPEC section 6, an order completes: its entries are completed entries; contributions, line by line; its rewards get their
 * time. The entries come first because with `payOwnOrder` they may be paid by this very step.
 */
function settleCompleted(queue: QueueLine, step: OrderStep, desk: Desk): void {
  const { order, lines, at } = step;
  completeEntries(queue, step, desk);
  if (order.terms.settleOn === 'completed') {
    for (const line of lines) contribute(queue, order, line, at, desk);
  }
  for (const line of lines) setReleaseTimes(order, line, at, desk);
}

type OrderTask = Extract<QueueTask, { type: 'paid' | 'completed' }>;

function settleOrder(queue: QueueLine, { type, order: id, of, at }: OrderTask, desk: Desk): Refusal | null {
  const order = desk.order(id);
  if (order === undefined) return 'noSuchOrder';
  const step = { order, lines: linesOf(order, of ?? queue.key), at };
  if (type === 'paid') settlePaid(queue, step, desk);
  else settleCompleted(queue, step, desk);
  return null;
}

/** Settles one task in a queue; says why when its rules do not allow it, and then nothing has changed. */
export function settleTask(queue: QueueLine, task: QueueTask, desk: Desk): Refusal | null {
  switch (task.type) {
    case 'paid':
    case 'completed':
      return settleOrder(queue, task, desk);
    case 'refunded':
      return settleRefund(queue, task, desk);
    case 'draw':
      return settleDraw(queue, task.entry, task.outcome, task.at, desk);
    case 'exchange':
      return settleExchange(queue, task.entry, task.asset, task.at, desk);
    case 'reset':
      settleReset(queue, { at: task.at, joinedUntil: task.joinedUntil ?? null }, desk);
      return null;
    case 'pause':
      settlePause(queue, task.what, task.at, desk);
      return null;
    case 'resume':
      settleResume(queue, task.what, task.cause, task.at, desk);
      return null;
    case 'unionPayout':
      settleUnionPayout(queue, task.cause, task.at, desk);
      return null;
    case 'merge':
      return settleMerge(queue, task, desk);
    case 'windDown':
      return settleWindDown(queue, task, desk);
    case 'reopen':
      return settleReopen(queue, task.at, desk);
  }
}
