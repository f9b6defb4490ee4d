import type { QueueKey } from '../src/ids/ids';
import { lineUpByJoining, type Move } from '../src/rebate/merge/lineUp';
import { emptyQueueRow } from '../src/rebate/queue/line';
import {
  type EntryRow,
  type OrderRow,
  type QueueFacts,
  type QueueRow,
  type QueueTask,
  FactsTooShort,
} from '../src/rebate/settle/facts';
import { planQueue } from '../src/rebate/settle/plan';
import type { QueuePlan } from '../src/rebate/settle/queuePlan';
import { assertPlanIsSound } from '../src/rebate/settle/sound';
import { loadFacts, partKey, write, type RowStore } from './rowStore';

/* Queues that are merged, as rows: what the database does in server/src/settle/merge.ts. */

type Merge = Extract<QueueTask, { type: 'merge' }>;

const inLine = (entries: readonly EntryRow[]): EntryRow[] =>
  entries.filter(({ state }) => state === 'waiting').sort((a, b) => a.position - b.position);

/** The facts of a merge, from those of the queues one by one. */
export function factsOfMerge(target: QueueFacts, sources: readonly QueueFacts[]): QueueFacts {
  const all = [target, ...sources];
  const lines = all.map(({ queue, entries }) => ({ key: queue.key, waiting: inLine(entries) }));
  const moves = lineUpByJoining(lines, target.queue.nextPosition);
  const positions = new Map(moves.map(({ entry, toPosition }) => [entry, toPosition]));
  const entries = all
    .flatMap((facts) => facts.entries)
    .map((entry) => ({ ...entry, position: positions.get(entry.id) ?? entry.position }));
  return { ...target, entries, sources: sources.map(({ queue }) => queue) };
}

/** Puts lines of an order into a queue's part of it. */
export function storePart(store: RowStore, queue: QueueKey, order: OrderRow): void {
  const key = partKey(queue, order.id);
  const there = store.orders.get(key);
  const lines = [...(there?.lines ?? []), ...order.lines].sort((a, b) => a.line - b.line);
  store.orders.set(key, { ...structuredClone(order), lines });
}

function moveRows(store: RowStore, target: QueueKey, { from }: Merge): Move[] {
  const rows = [...store.entries.values()];
  const keys = [target, ...from];
  const lines = keys.map((key) => ({ key, waiting: inLine(rows.filter(({ queue }) => queue === key)) }));
  const moves = lineUpByJoining(lines, store.queues.get(target)?.nextPosition ?? 1);
  const positions = new Map(moves.map(({ entry, toPosition }) => [entry, toPosition]));
  for (const row of rows) {
    if (!keys.includes(row.queue)) continue;
    store.entries.set(row.id, { ...row, queue: target, position: positions.get(row.id) ?? row.position });
  }
  for (const [key, order] of [...store.orders]) {
    const source = from.find((queue) => key === partKey(queue, order.id));
    if (source === undefined) continue;
    store.orders.delete(key);
    storePart(store, target, order);
  }
  return moves;
}

/** Merges queues of the store: the rows first, then the plan over them, of which only the head is loaded. */
export function mergeInStore(store: RowStore, target: QueueKey, task: Merge, reach: number): Move[] {
  const sources = task.from.map((key): QueueRow => store.queues.get(key) ?? emptyQueueRow(key, false));
  const moves = moveRows(store, target, task);
  for (let loaded = reach; ; loaded = loaded * 2 + 1) {
    const facts = { ...loadFacts(store, target, [task], loaded), sources };
    let plan: QueuePlan;
    try {
      plan = planQueue(facts, [task]);
    } catch (error) {
      if (error instanceof FactsTooShort && loaded < 100_000) continue;
      throw error;
    }
    expect(plan.refused).toEqual([]);
    assertPlanIsSound(facts, plan);
    write(store, target, plan);
    for (const row of plan.sources) store.queues.set(row.key, row);
    return moves;
  }
}
