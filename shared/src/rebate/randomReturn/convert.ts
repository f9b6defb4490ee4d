import { floorShare, type Ratio } from '../../money/ratio';
import type { Instant } from '../../time/shanghai';
import { alterEntry, remainingOf, type QueueLine } from '../queue/line';
import type { Desk } from '../settle/desk';
import type { EntryRow } from '../settle/facts';

/** Turns an entry on a points place into points: ⌊entitled × points ratio⌋. SPEC section 6, random return. */
export function convert(
  queue: QueueLine,
  entry: EntryRow,
  pointsRatio: Ratio,
  at: Instant,
  desk: Desk,
): void {
  const { id, member } = entry;
  const amount = floorShare(remainingOf(entry), pointsRatio);
  alterEntry(queue, entry, (converted) => {
    converted.state = 'converted';
    converted.brought = { balance: 'points', ratio: pointsRatio, amount };
  });
  desk.record.entryChanged(entry);
  desk.record.happened({ type: 'left', entry: id, member, state: 'converted', at });
  desk.record.book('converted', id, at, { member, balance: 'points', amount });
}
