import fc from 'fast-check';
import { logTasks, note, settleInBatches, tell, type Played, type Told } from '../../../test/batches';
import { randomHistory } from '../../../test/randomHistory';
import { runs } from '../../../test/runs';
import { sha256, type RowStore } from '../../../test/rowStore';
import type { QueueKey } from '../../ids/ids';
import { readHistory } from '../../replay/read';
import type { Shop } from '../../replay/shop';
import { startOfChain } from '../proof/chain';
import { verifyEvents } from '../proof/verify';
import { queueRow } from '../queue/line';
import { releaseReward } from '../rewards/lifecycle';
import { PlanRecorder } from './planRecorder';

/** What the plans of a store tell. */
function toldBy(store: RowStore): Told {
  const told: Told = { events: {}, journals: {} };
  for (const { queue, events, journals } of store.plans) {
    for (const event of events) tell(told, queue.key, event);
    for (const journal of journals) note(told, journal);
  }
  return told;
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

/** Any cut: sizes of batches, and how many entries of the head are loaded at first. */
const cuts = fc.record({
  sizes: fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constant(1000)), {
    minLength: 1,
    maxLength: 6,
  }),
  reach: fc.integer({ min: 0, max: 4 }),
});

/** The store has come to what the shop in memory has come to, and tells the same of it. */
function expectSame(store: RowStore, { shop, told }: Played, end: number): void {
  releaseDue(store, end);
  expect(stateOfStore(store, shop)).toEqual(stateOfShop(shop, new Set(store.queues.keys())));
  expect(toldBy(store)).toEqual(told);
}

test('a batch of n gives to the fen what n batches of one give, for any cut, from rows of which only the head was loaded', () => {
  fc.assert(
    fc.property(randomHistory(80), cuts, (json, { sizes, reach }) => {
      const history = readHistory(json);
      const played = logTasks(history);
      const store = settleInBatches(played.shop, played.log, sizes, reach);
      expectSame(store, played, history.events.at(-1)?.at ?? 0);
    }),
    runs(100),
  );
});

/** Without limits, which count entries across queues. */
function withoutLimits(json: object): object {
  const text = JSON.stringify(json, (key, value: unknown) =>
    key.startsWith('maxPerMember') ? undefined : value,
  );
  return JSON.parse(text) as object;
}

test('queues that share no limit do not wait for each other: each may be settled as a whole, in any cut', () => {
  fc.assert(
    fc.property(randomHistory(80).map(withoutLimits), cuts, (json, { sizes, reach }) => {
      const history = readHistory(json);
      const played = logTasks(history);
      const byQueue = [...new Set(played.log.map(({ queue }) => queue))].flatMap((queue) =>
        played.log.filter((logged) => logged.queue === queue),
      );
      const store = settleInBatches(played.shop, byQueue, sizes, reach);
      expectSame(store, played, history.events.at(-1)?.at ?? 0);
    }),
    runs(50),
  );
});

test('a batch lengthens the chain of its queue as its tasks do one by one, and the chain proves that the line was kept', () => {
  fc.assert(
    fc.property(randomHistory(80), fc.constantFrom(2, 7, 1000), (json, size) => {
      const { shop, log } = logTasks(readHistory(json));
      const { chains } = settleInBatches(shop, log, [size], 2);
      expect(chains).toEqual(settleInBatches(shop, log, [1], 2).chains);
      for (const [queue, chain] of chains) {
        const start = startOfChain(queue, sha256);
        const proved = chain.map((event, index) => ({
          ...event,
          previousHash: chain[index - 1]?.hash ?? start.hash,
        }));
        expect(verifyEvents(proved, sha256)).toEqual([]);
      }
    }),
    runs(50),
  );
});
