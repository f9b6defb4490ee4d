import { entryId, type EntryId, type OrderId } from '../../ids/ids';
import { ZERO_FEN } from '../../money/fen';
import { floorShare } from '../../money/ratio';
import type { Instant } from '../../time/shanghai';
import { appendEntry, type QueueLine } from '../queue/line';
import { convert } from '../randomReturn/convert';
import type { Desk } from '../settle/desk';
import type { EntryRow, LineRow, OrderRow } from '../settle/facts';
import { netPaid } from '../settle/lines';
import { refusedBy } from './gates';
import { holdEntry } from './held';

/** An entry is named after the line that got it. */
export const entryOf = (order: OrderId, line: number): EntryId => entryId(`${order}/${line}`);

/** Gives a line its entry at the tail, unless a gate refuses it; on a points place it is converted at once. SPEC section 6. */
export function join(queue: QueueLine, order: OrderRow, line: LineRow, at: Instant, desk: Desk): void {
  const { record, held } = desk;
  const { entitlementRatio: ratio, source, gates, randomReturn } = line.terms;
  const { id: orderId, member } = order;
  const entitledFen = floorShare(netPaid(line), ratio);
  const candidate = { order, line, entitledFen, held, closed: queue.closed, at };
  const reason = refusedBy(candidate);
  desk.witness?.joining(candidate, reason);
  if (reason !== null) {
    record.happened({ type: 'notJoined', order: orderId, line: line.line, member, reason, at });
    return;
  }
  const entry: EntryRow = {
    id: entryOf(orderId, line.line),
    order: orderId,
    line: line.line,
    member,
    position: queue.nextPosition,
    source,
    joinedAt: at,
    ratio,
    entitledFen,
    rewardedFen: ZERO_FEN,
    state: 'waiting',
    completed: false,
    drawn: false,
    brought: null,
  };
  appendEntry(queue, entry);
  line.entry = entry.id;
  for (const { scope } of gates) holdEntry(held, scope, entry);
  record.joined(entry);
  record.lineChanged(order, line);
  record.happened({
    type: 'joined',
    entry: entry.id,
    order: orderId,
    member,
    position: entry.position,
    ratio,
    source,
    entitledFen,
    at,
  });
  if (randomReturn !== null && (line.slot ?? desk.takePlace(randomReturn)) === 'points') {
    convert(queue, entry, randomReturn.pointsRatio, at, desk);
  }
}
