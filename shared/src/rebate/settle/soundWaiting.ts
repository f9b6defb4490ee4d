import type { MemberId, OrderId } from '../../ids/ids';
import { mayBePaid } from '../queue/line';
import type { EntryRow, LiveSettings } from './facts';

/*
 * Who may be paid, in line order, as the check of a plan sees it: kept apart from the planner's own, which it checks. A sorted
 * list, so that a batch costs no more than its events; all before `head` have left for ever.
 */

interface Line {
  readonly entries: EntryRow[];
  head: number;
}

export interface Waiting {
  readonly live: LiveSettings;
  readonly all: Line;
  readonly byMember: Map<MemberId, Line>;
}

export const nobodyWaits = (live: LiveSettings): Waiting => ({
  live,
  all: { entries: [], head: 0 },
  byMember: new Map(),
});

/** Where an entry of that position belongs: mostly at the end. */
function placeIn({ entries, head }: Line, position: number): number {
  let low = head;
  let high = entries.length;
  if ((entries.at(-1)?.position ?? 0) < position) return high;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((entries[middle]?.position ?? Infinity) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(line: Line, entry: EntryRow): void {
  const place = placeIn(line, entry.position);
  if (place === line.entries.length) line.entries.push(entry);
  else if (line.entries[place] !== entry) line.entries.splice(place, 0, entry);
}

/** Lines an entry up, if it may be paid now; it may be there already. */
export function lineUp({ live, all, byMember }: Waiting, entry: EntryRow): void {
  if (!mayBePaid(live, entry)) return;
  insert(all, entry);
  const own = byMember.get(entry.member);
  if (own === undefined) byMember.set(entry.member, { entries: [entry], head: 0 });
  else insert(own, entry);
}

/** The first who may be paid of all, or of a member's own; those of the order `passed` are passed over. */
export function firstOf(
  { all, byMember }: Waiting,
  { member, passed }: { readonly member?: MemberId; readonly passed?: OrderId | null },
): EntryRow | undefined {
  const line = member === undefined ? all : byMember.get(member);
  if (line === undefined) return undefined;
  const { entries } = line;
  while (line.head < entries.length && entries[line.head]?.state !== 'waiting') line.head += 1;
  for (let index = line.head; index < entries.length; index += 1) {
    const entry = entries[index];
    if (entry?.state === 'waiting' && entry.order !== passed) return entry;
  }
  return undefined;
}
