import { remainingOf } from '../queue/line';
import type { EntryRow, QueueRow } from './facts';
import type { QueuePlan } from './queuePlan';
import type { Walk } from './soundWalk';

type Sums = Pick<QueueRow, 'waitingCount' | 'waitingRemainingFen' | 'completedRemainingFen'>;

function sumsOf(entries: Iterable<EntryRow>): Record<keyof Sums, number> {
  const sums = { waitingCount: 0, waitingRemainingFen: 0, completedRemainingFen: 0 };
  for (const entry of entries) {
    if (entry.state !== 'waiting') continue;
    sums.waitingCount += 1;
    sums.waitingRemainingFen += remainingOf(entry);
    if (entry.completed) sums.completedRemainingFen += remainingOf(entry);
  }
  return sums;
}

/** The queue's sums change by what the known entries change by; after a reset the known entries are all that wait. */
export function checkSums({ facts, entries, expect }: Walk, plan: QueuePlan): void {
  const after = sumsOf(entries.values());
  const before = sumsOf(facts.entries);
  const taken = plan.events.some(({ type }) => type === 'merged') ? (facts.sources ?? []) : [];
  for (const key of ['waitingCount', 'waitingRemainingFen', 'completedRemainingFen'] as const) {
    const all = [facts.queue, ...taken].reduce((sum, row) => sum + row[key], 0);
    const unknown = plan.clearedUpToPosition === null ? all - before[key] : 0;
    expect(
      plan.queue[key] === unknown + after[key],
      () => `${key} is ${plan.queue[key]}, not ${unknown + after[key]}`,
    );
  }
}

const FIELDS = ['ratio', 'entitledFen', 'rewardedFen', 'state', 'completed', 'drawn'] as const;
/** What of an entry never changes. */
const KEPT = ['order', 'line', 'member', 'position', 'source', 'joinedAt'] as const;

/** Each row is written once, and stays the same entry. */
function checkKept({ facts, expect }: Walk, plan: QueuePlan): void {
  const known = new Map(facts.entries.map((row) => [row.id, row]));
  const written = new Set<string>();
  for (const row of [...plan.entryInserts, ...plan.entryUpdates]) {
    expect(!written.has(row.id), () => `${row.id} is written twice`);
    written.add(row.id);
  }
  for (const row of plan.entryUpdates) {
    const before = known.get(row.id);
    for (const field of KEPT) {
      expect(
        before === undefined || row[field] === before[field],
        () => `${row.id} has ${field} ${before?.[field]}, and is written with ${row[field]}`,
      );
    }
  }
}

/** The rows to write are what the events come to, and nothing is written that nothing happened to. */
export function checkRows(walk: Walk, plan: QueuePlan): void {
  const { facts, entries, joining, expect } = walk;
  checkKept(walk, plan);
  const written = new Map([...plan.entryInserts, ...plan.entryUpdates].map((row) => [row.id, row]));
  const unchanged = new Map(facts.entries.map((row) => [row.id, row]));
  for (const entry of entries.values()) {
    const row = written.get(entry.id) ?? unchanged.get(entry.id);
    for (const field of FIELDS) {
      expect(
        row?.[field] === entry[field],
        () => `${entry.id} is written with ${field} ${row?.[field]}, not ${entry[field]}`,
      );
    }
    const { rewardedFen, entitledFen, state } = entry;
    expect(
      rewardedFen >= 0 && rewardedFen <= entitledFen,
      () => `${entry.id} has ${rewardedFen} of ${entitledFen}`,
    );
    expect(state !== 'waiting' || rewardedFen < entitledFen, () => `${entry.id} waits for nothing`);
  }
  for (const id of [...joining.keys(), ...plan.entryUpdates.map((row) => row.id)]) {
    expect(entries.has(id), () => `${id} is written, and nothing happened to it`);
  }
}
