import type { OrderId } from '../../ids/ids';
import type { Instant } from '../../time/shanghai';
import { settleExchange } from '../exchange/exchange';
import { join } from '../join/join';
import { settleDraw } from '../lottery/draw';
import { settlePause, settleResume } from '../pause/pause';
import { alterEntry, type QueueLine } from '../queue/line';
import { settleReset } from '../reset/reset';
import { grantRewards, setReleaseTimes } from '../rewards/lifecycle';
import { settleUnionPayout } from '../union/payout';
import { contribute } from './contribute';
import type { Desk, Refusal } from './desk';
import type { OrderRow, QueueTask } from './facts';
import { settleRefund } from './refund';

/** SPEC section 6, an order is paid: line by line rewards, contribution, joining. */
function settlePaid(queue: QueueLine, order: OrderRow, at: Instant, desk: Desk): void {
  const { settleOn, payOwnOrder } = order.terms;
  for (const line of order.lines) {
    grantRewards(order, line, at, desk);
    if (payOwnOrder) join(queue, order, line, at, desk);
    if (settleOn === 'paid') contribute(queue, order, line, at, desk);
    if (!payOwnOrder) join(queue, order, line, at, desk);
  }
}

/** The entries of an order that has completed are completed entries from this moment on. */
function completeEntries(queue: QueueLine, order: OrderRow, at: Instant, desk: Desk): void {
  for (const line of order.lines) {
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
function settleCompleted(queue: QueueLine, order: OrderRow, at: Instant, desk: Desk): void {
  completeEntries(queue, order, at, desk);
  if (order.terms.settleOn === 'completed') {
    for (const line of order.lines) contribute(queue, order, line, at, desk);
  }
  for (const line of order.lines) setReleaseTimes(order, line, at, desk);
}

function withOrder(desk: Desk, id: OrderId, settle: (order: OrderRow) => void): Refusal | null {
  const order = desk.order(id);
  if (order === undefined) return 'noSuchOrder';
  settle(order);
  return null;
}

/** Settles one task in a queue; says why when its rules do not allow it, and then nothing has changed. */
export function settleTask(queue: QueueLine, task: QueueTask, desk: Desk): Refusal | null {
  switch (task.type) {
    case 'paid':
      return withOrder(desk, task.order, (order) => settlePaid(queue, order, task.at, desk));
    case 'completed':
      return withOrder(desk, task.order, (order) => settleCompleted(queue, order, task.at, desk));
    case 'refunded':
      return settleRefund(queue, task, desk);
    case 'draw':
      return settleDraw(queue, task.entry, task.outcome, task.at, desk);
    case 'exchange':
      return settleExchange(queue, task.entry, task.asset, task.at, desk);
    case 'reset':
      settleReset(queue, task.at, desk);
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
  }
}
