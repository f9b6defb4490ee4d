import fc from 'fast-check';
import { randomHistory } from '../../../test/randomHistory';
import { openStore, settleBatch, storeOrder, type RowStore } from '../../../test/rowStore';
import type { OrderId, QueueKey } from '../../ids/ids';
import { takeEvent } from '../../replay/events';
import { readHistory } from '../../replay/read';
import type { History } from '../../replay/schema';
import { openShop, type Shop } from '../../replay/shop';
import { queueRow, emptyQueueRow } from '../queue/line';
import { releaseReward } from '../rewards/lifecycle';
import { PlanRecorder } from './planRecorder';
import type { OrderRow, QueueTask } from './facts';

/** A task as it came to its queue, with the order as it was when it was paid. */
interface Logged {
  readonly queue: QueueKey;
  readonly task: QueueTask;
  readonly order: OrderRow | null;
  /** Was everything paused at that time? A queue that begins then is born paused. */
  readonly allPaused: boolean;
}

const orderOf = (shop: Shop, queue: QueueKey, order: OrderId): OrderRow | null =>
  shop.orders.get(order)?.parts.find((part) => part.queue === queue)?.row ?? null;

/** Replays a history in memory and keeps every task. */
function logTasks(history: History): { shop: Shop; log: Logged[] } {
  const log: Logged[] = [];
  const shop: Shop = openShop(history, (queue, task) => {
    const order = task.type === 'paid' ? structuredClone(orderOf(shop, queue, task.order)) : null;
    log.push({ queue, task, order, allPaused: shop.allPaused });
  });
  history.events.forEach((event, index) => takeEvent(shop, event, String(index)));
  return { shop, log };
}

/** Settles the log in batches: a queue's turn ends when another's begins, or when the batch is full. */
function settleInBatches(shop: Shop, log: readonly Logged[], size: number, reach: number): RowStore {
  const store = openStore(shop.live);
  let batch: Logged[] = [];
  const flush = (): void => {
    const [first] = batch;
    if (first === undefined) return;
    if (!store.queues.has(first.queue))
      store.queues.set(first.queue, emptyQueueRow(first.queue, first.allPaused));
    settleBatch(
      store,
      first.queue,
      batch.map(({ task }) => task),
      reach,
    );
    batch = [];
  };
  for (const logged of log) {
    if (batch.length >= size || (batch[0] !== undefined && batch[0].queue !== logged.queue)) flush();
    if (logged.order !== null) storeOrder(store, logged.queue, logged.order);
    batch.push(logged);
  }
  flush();
  return store;
}

/** Releases what is due at the end; the shop in memory does it before each event. */
function releaseDue(store: RowStore, now: number): void {
  const recorder = new PlanRecorder();
  for (const { lines } of store.orders.values()) {
    for (const reward of lines.flatMap(({ rewards }) => rewards)) {
      if (reward.state === 'frozen' && reward.releaseAt !== null && reward.releaseAt <= now) {
        releaseReward(reward, now, recorder);
      }
    }
  }
  for (const { member, balance, amount } of recorder.written().walletDeltas) {
    const name = `${balance} of ${member}`;
    store.wallets.set(name, (store.wallets.get(name) ?? 0) + amount);
  }
}

const BALANCES = ['cash', 'frozen', 'points', 'love', 'loveFrozen', 'voucher'] as const;

/** What rows and a shop in memory have in common. */
function stateOfStore(store: RowStore, shop: Shop) {
  return {
    queues: Object.fromEntries([...store.queues].sort()),
    entries: [...store.entries.values()]
      .map(({ queue: _, ...entry }) => entry)
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    rewards: [...store.orders.values()]
      .flatMap(({ lines }) => lines.flatMap(({ rewards }) => rewards.map((reward) => JSON.stringify(reward))))
      .sort(),
    wallets: [...shop.members.keys()].map((member) =>
      BALANCES.map((balance) => store.wallets.get(`${balance} of ${member}`) ?? 0),
    ),
  };
}

function stateOfShop(shop: Shop, queues: ReadonlySet<QueueKey>) {
  const rows = [...shop.queues.values()]
    .map(({ line }) => queueRow(line))
    .filter(({ key }) => queues.has(key));
  return {
    queues: Object.fromEntries(rows.map((row) => [row.key, row] as const).sort()),
    entries: [...shop.books.entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    rewards: shop.books.rewards.map((reward) => JSON.stringify(reward)).sort(),
    wallets: [...shop.members.keys()].map((member) =>
      BALANCES.map((balance) => shop.books.walletOf(member)[balance]),
    ),
  };
}

test('a batch gives to the fen what its tasks give one by one, from rows of which only the head was loaded', () => {
  const batching = fc.record({ size: fc.constantFrom(1, 2, 7, 1000), reach: fc.integer({ min: 0, max: 4 }) });
  fc.assert(
    fc.property(randomHistory(80), batching, (json, { size, reach }) => {
      const history = readHistory(json);
      const { shop, log } = logTasks(history);
      const store = settleInBatches(shop, log, size, reach);
      releaseDue(store, history.events.at(-1)?.at ?? 0);
      expect(stateOfStore(store, shop)).toEqual(stateOfShop(shop, new Set(store.queues.keys())));
    }),
    { numRuns: 400 },
  );
});
