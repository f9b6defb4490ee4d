import type { OrderRow } from '@paifan/shared/rebate/settle/facts';
import type { QueuePlan } from '@paifan/shared/rebate/settle/plan';
import type { StoredEntry } from './entries';
import { reachOf, type StoredFacts } from './facts';

/*
 * New orders that follow others in the same transaction need nothing of the line but what was loaded for those, as their plans
 * have left it. Entries are in line order here.
 */

/** What was loaded, to be followed. */
export const factsToFollow = (facts: StoredFacts): StoredFacts => ({
  ...facts,
  entries: [...facts.entries].sort((a, b) => a.position - b.position),
});

/** As much of what is known as the orders should reach. */
export function factsFor(known: StoredFacts, orders: readonly OrderRow[]): StoredFacts {
  const entries = known.entries.slice(0, reachOf(known.queue, orders));
  const knownTo = entries.length === known.entries.length ? known.knownTo : (entries.at(-1)?.position ?? 0);
  return { ...known, orders, entries, knownTo };
}

/** What a plan has made of what is known: who has left is left out, and who joined stands behind. */
export function factsAfter(known: StoredFacts, plan: QueuePlan): StoredFacts {
  const { queue, knownTo } = known;
  const changed = new Map(plan.entryUpdates.map((entry) => [entry.id, entry]));
  const joined = plan.entryInserts.map((entry): StoredEntry => ({
    ...entry,
    queueId: queue.id,
    rowId: null,
  }));
  const after = known.entries.map((entry): StoredEntry => {
    const now = changed.get(entry.id);
    return now === undefined ? entry : { ...entry, ...now };
  });
  return {
    ...known,
    queue: { ...queue, ...plan.queue },
    orders: [],
    // Beyond what is known of the line, an entry alone says nothing.
    entries: [...after, ...joined].filter(
      ({ state, position }) => state === 'waiting' && position <= knownTo,
    ),
  };
}
