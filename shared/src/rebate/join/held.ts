import type { MemberId } from '../../ids/ids';
import { shanghaiDay, type Day } from '../../time/shanghai';
import type { EntryRow, HeldCount } from '../settle/facts';
import type { LimitScope } from '../settle/terms';

interface Held {
  total: number;
  readonly byDay: Map<Day, number>;
}

/** How many entries members hold, of any state but cancelled, in the scopes that limits count. SPEC section 6. */
export type HeldCounts = Map<LimitScope, Map<MemberId, Held>>;

export function heldCounts(counts: readonly HeldCount[]): HeldCounts {
  const held: HeldCounts = new Map();
  for (const { scope, member, total, byDay } of counts) {
    const members = held.get(scope) ?? new Map<MemberId, Held>();
    members.set(member, { total, byDay: new Map(byDay) });
    held.set(scope, members);
  }
  return held;
}

export function heldIn(
  held: HeldCounts,
  scope: LimitScope,
  member: MemberId,
  day: Day,
): { total: number; today: number } {
  const count = held.get(scope)?.get(member);
  return { total: count?.total ?? 0, today: count?.byDay.get(day) ?? 0 };
}

function change(held: HeldCounts, scope: LimitScope, entry: EntryRow, by: 1 | -1): void {
  const members = held.get(scope) ?? new Map<MemberId, Held>();
  if (members.size === 0) held.set(scope, members);
  const count = members.get(entry.member) ?? { total: 0, byDay: new Map<Day, number>() };
  const day = shanghaiDay(entry.joinedAt);
  count.total += by;
  count.byDay.set(day, (count.byDay.get(day) ?? 0) + by);
  members.set(entry.member, count);
}

/** An entry joined. */
export const holdEntry = (held: HeldCounts, scope: LimitScope, entry: EntryRow): void =>
  change(held, scope, entry, 1);

/** An entry was cancelled: it counts no longer. */
export const releaseEntry = (held: HeldCounts, scope: LimitScope, entry: EntryRow): void =>
  change(held, scope, entry, -1);
