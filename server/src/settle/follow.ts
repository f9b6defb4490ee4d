import type { EntryRow, OrderRow } from '@paifan/shared/rebate/settle/facts';
import type { Planned } from './applyLine';
import type { StoredEntry } from './entries';
import { reachOf, type StoredFacts } from './facts';

/*
 * New orders that follow others in the same transaction need nothing of the line but what was loaded for those, as their plans
 * have left it. Entries are in line order here.
 */

/** What was loaded, to be followed: the waiting entries, in line order. */
export const factsToFollow = (facts: StoredFacts): StoredFacts => ({
  ...facts,
  entries: facts.entries.filter(isWaiting).sort((a, b) => a.position - b.position),
});

/** As much of what is known as the orders should reach. */
export function factsFor(known: StoredFacts, orders: readonly OrderRow[]): StoredFacts {
  const entries = known.entries.slice(0, reachOf(known.queue, orders));
  const knownTo = entries.length === known.entries.length ? known.knownTo : (entries.at(-1)?.position ?? 0);
  return { ...known, orders, entries, knownTo };
}

/**
 * What a plan has made of what is known: who has left is left out, and who joined stands behind.
 * @param planned from `factsFor` of what is known, or from all of it
 */
export function factsAfter(known: StoredFacts, { facts, plan }: Planned): StoredFacts {
  const { queue, knownTo } = known;
  const changed = new Map(plan.entryUpdates.map((entry) => [entry.id, entry]));
  const head = known.entries.slice(0, facts.entries.length).map((entry): StoredEntry => {
    const now = changed.get(entry.id);
    return now === undefined ? entry : { ...entry, ...now };
  });
  // Where the line is not known to its end, nobody behind what is known matters yet.
  const joined = knownTo < Infinity ? [] : plan.entryInserts;
  return {
    ...known,
    queue: { ...queue, ...plan.queue },
    orders: [],
    entries: [
      ...head.filter(isWaiting),
      ...known.entries.slice(head.length),
      ...joined.filter(isWaiting).map((entry): StoredEntry => ({ ...entry, queueId: queue.id, rowId: null })),
    ],
  };
}

const isWaiting = ({ state }: EntryRow): boolean => state === 'waiting';
