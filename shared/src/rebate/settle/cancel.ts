import type { Instant } from '../../time/shanghai';
import { releaseEntry } from '../join/held';
import { alterEntry, type QueueLine } from '../queue/line';
import type { Desk } from './desk';
import type { EntryRow, LineRow } from './facts';

/** An entry is entitled to nothing any more: it is cancelled, and limits count it no longer. SPEC sections 6 and 7. */
export function cancelEntry(queue: QueueLine, entry: EntryRow, line: LineRow, at: Instant, desk: Desk): void {
  alterEntry(queue, entry, (cancelled) => {
    cancelled.state = 'cancelled';
  });
  for (const { scope } of line.terms.gates) releaseEntry(desk.held, scope, entry);
  desk.record.entryChanged(entry);
  desk.record.happened({ type: 'left', entry: entry.id, member: entry.member, state: 'cancelled', at });
}
