import fc from 'fast-check';
import { mergeInStore, storePart } from '../../../test/merging';
import { randomHistory } from '../../../test/randomHistory';
import { openStore, settleBatch, type RowStore } from '../../../test/rowStore';
import type { EntryId, QueueKey } from '../../ids/ids';
import { takeEvent } from '../../replay/events';
import { readHistory } from '../../replay/read';
import type { History } from '../../replay/schema';
import { openShop, type Shop } from '../../replay/shop';
import { emptyQueueRow, isUnion } from '../queue/line';
import type { OrderRow, QueueTask } from '../settle/facts';
import type { QueuePlan } from '../settle/queuePlan';

/*
 * Random shops whose queues are merged, wound down and reopened while trade goes on. Tasks of a merged queue go to its successor. A
 * failure prints the seed and the smallest history that was found.
 */

interface Logged {
  readonly queue: QueueKey;
  readonly task: QueueTask;
  readonly order: OrderRow | null;
}

function logTasks(history: History): { shop: Shop; log: Logged[] } {
  const log: Logged[] = [];
  const shop: Shop = openShop(history, (queue, task) => {
    const part =
      task.type === 'paid'
        ? shop.orders.get(task.order)?.parts.find((one) => one.queue === queue)?.row
        : undefined;
    log.push({ queue, task, order: part === undefined ? null : structuredClone(part) });
  });
  history.events.forEach((event, index) => takeEvent(shop, event, String(index)));
  return { shop, log };
}

/** What an operator does between two tasks; the numbers choose among what there is. */
interface Intervention {
  readonly what: 'merge' | 'windDown' | 'reopen';
  readonly after: number;
  readonly pick: number;
  readonly mode: 'line' | 'proRata';
}

const interventions = fc.array(
  fc.record({
    what: fc.constantFrom('merge' as const, 'merge' as const, 'windDown' as const, 'reopen' as const),
    after: fc.nat(120),
    pick: fc.nat(1000),
    mode: fc.constantFrom('line' as const, 'proRata' as const),
  }),
  { minLength: 1, maxLength: 5 },
);

/** Each entry with the order in which it came among those that wait, before and after a merge. */
interface Watched {
  readonly store: RowStore;
  readonly successors: Map<QueueKey, QueueKey>;
  readonly moved: { readonly before: EntryId[][]; readonly after: EntryId[] }[];
}

function successorOf(successors: Watched['successors'], key: QueueKey): QueueKey {
  const next = successors.get(key);
  return next === undefined ? key : successorOf(successors, next);
}

const waitingIn = ({ entries }: RowStore, key: QueueKey): EntryId[] =>
  [...entries.values()]
    .filter(({ queue, state }) => queue === key && state === 'waiting')
    .sort((a, b) => a.position - b.position)
    .map(({ id }) => id);

function intervene(watched: Watched, { what, pick, mode }: Intervention, cause: string, at: number): void {
  const { store, successors, moved } = watched;
  const live = [...store.queues.keys()].filter((key) => !successors.has(key)).sort();
  const target = live[pick % Math.max(1, live.length)];
  if (target === undefined) return;
  if (what === 'windDown') return settleBatch(store, target, [{ type: what, mode, cause, at }], 2);
  if (what === 'reopen') return settleBatch(store, target, [{ type: what, at }], 2);
  const isOpen = (key: QueueKey): boolean => store.queues.get(key)?.closed === false;
  const from = live.filter(
    (key) => key !== target && isOpen(key) && isUnion({ key }) === isUnion({ key: target }),
  );
  if (from.length === 0 || !isOpen(target)) return;
  const before = [target, ...from].map((key) => waitingIn(store, key));
  const moves = mergeInStore(store, target, { type: 'merge', from, cause, at }, pick % 4);
  for (const key of from) successors.set(key, target);
  moved.push({ before, after: moves.map(({ entry }) => entry) });
}

function play(json: object, planned: readonly Intervention[]): Watched {
  const { shop, log } = logTasks(readHistory(json));
  const watched: Watched = { store: openStore(shop.live), successors: new Map(), moved: [] };
  const { store } = watched;
  log.forEach(({ queue, task, order }, index) => {
    planned.forEach((each, number) => {
      if (each.after === index) intervene(watched, each, `i${number}`, task.at);
    });
    const home = successorOf(watched.successors, queue);
    if (!store.queues.has(home)) store.queues.set(home, emptyQueueRow(home, false));
    if (order !== null) storePart(store, home, order);
    const forwarded = home !== queue && (task.type === 'paid' || task.type === 'completed');
    const isOfQueue = !('order' in task) && !('entry' in task);
    if (home === queue || !isOfQueue)
      settleBatch(store, home, [forwarded ? { ...task, of: queue } : task], 2);
  });
  return watched;
}

const always = (claim: (watched: Watched) => void): void =>
  fc.assert(
    fc.property(randomHistory(60), interventions, (json, planned) => claim(play(json, planned))),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 50) },
  );

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, amount) => total + amount, 0);

const posted = (plans: readonly QueuePlan[], code: string): number =>
  sum(
    plans.flatMap(({ journals }) =>
      journals.flatMap(({ postings }) =>
        postings.flatMap(({ account, amount }) => (account.code === code ? [amount] : [])),
      ),
    ),
  );

test('money is conserved: what orders gave is with entries, in pools, or went back to the platform; each pool is its account', () => {
  always(({ store }) => {
    const queues = [...store.queues.values()];
    const given = sum(
      [...store.orders.values()].flatMap(({ lines }) => lines.map(({ contributedFen }) => contributedFen)),
    );
    const rewarded = sum([...store.entries.values()].map(({ rewardedFen }) => rewardedFen));
    expect(rewarded + sum(queues.map(({ poolFen, debtFen, sweptFen }) => poolFen - debtFen + sweptFen))).toBe(
      given,
    );
    for (const { key, poolFen, debtFen } of queues) {
      expect(posted(store.plans, `queue:${key}:pool`)).toBe(poolFen);
      expect(posted(store.plans, `queue:${key}:debt`)).toBe(-debtFen || 0);
    }
  });
});

test('first come, first served: in a merged line nobody passes anybody of the own line, and all stand by the time of joining', () => {
  always(({ store, moved }) => {
    for (const { before, after } of moved) {
      for (const line of before) expect(after.filter((id) => line.includes(id))).toEqual(line);
      const joined = after.map((id) => store.entries.get(id)?.joinedAt ?? NaN);
      expect(joined).toEqual([...joined].sort((a, b) => a - b));
    }
  });
});

test('who is in no line waits nowhere: a closed and a merged queue have neither entries nor money', () => {
  always(({ store, successors }) => {
    for (const { key, closed, poolFen, waitingCount } of store.queues.values()) {
      if (!closed && !successors.has(key)) continue;
      expect([poolFen, waitingCount, waitingIn(store, key).length]).toEqual([0, 0, 0]);
    }
  });
});
