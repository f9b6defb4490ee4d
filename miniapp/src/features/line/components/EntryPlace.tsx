import { Tag } from '@/ui/Tag';
import type { Entry } from '../api/queries';
import { ENTRY_STATE_TEXT } from '../words';

/** The place in line while it waits (where the shop shows it), else how it ended. */
export function EntryPlace({ entry }: { entry: Entry }) {
  if (entry.state !== 'waiting') {
    return (
      <Tag
        className="t-entry-state"
        tone={entry.state === 'done' ? 'received' : 'plain'}
        text={ENTRY_STATE_TEXT[entry.state]}
      />
    );
  }
  if (entry.place === undefined || entry.place === null) {
    return <Tag className="t-entry-state" tone="waiting" text={ENTRY_STATE_TEXT.waiting} />;
  }
  return <Tag className="t-place" tone="waiting" text={`第 ${entry.place} 位`} />;
}
