import fc from 'fast-check';
import { randomHistory } from '../../test/randomHistory';
import type { QueueKey } from '../ids/ids';
import type { Payout, QueueEvent } from '../rebate/settle/events';
import { netPaid } from '../rebate/settle/lines';
import { takeEvent } from './events';
import { readHistory } from './read';
import { resultOf } from './result';
import type { HistoryEvent } from './schema';
import { openShop, type Shop } from './shop';

/** A random shop after its history, with all that happened. */
function playOut(json: object): { shop: Shop; events: QueueEvent[]; last: HistoryEvent | undefined } {
  const history = readHistory(json);
  const shop = openShop(history);
  const events: QueueEvent[] = [];
  shop.books.happened = (event: QueueEvent) => void events.push(event);
  history.events.forEach((event, index) => takeEvent(shop, event, String(index)));
  return { shop, events, last: history.events.at(-1) };
}

/** Holds for random shops; a failure prints the seed and the smallest history that was found. */
const always = (claim: (played: ReturnType<typeof playOut>) => void): void =>
  fc.assert(
    fc.property(randomHistory(60), (json) => claim(playOut(json))),
    { numRuns: 300 },
  );

const sum = (amounts: Iterable<number>): number => [...amounts].reduce((total, amount) => total + amount, 0);
const payoutsOf = (events: readonly QueueEvent[]): Payout[] =>
  events.filter((event): event is Payout => event.type === 'paidOut');
const partsIn = (shop: Shop, queue: QueueKey) =>
  [...shop.orders.values()].flatMap(({ parts }) =>
    parts.flatMap((part) => (part.queue === queue ? part.row : [])),
  );

test('money is only moved: the accounts add up to 0 and are what queues and members have', () => {
  always(({ shop }) => {
    const { accounts, members, queues } = resultOf(shop, []);
    expect(sum(Object.values(accounts))).toBe(0);
    expect(accounts.pool).toBe(sum(Object.values(queues).map(({ poolFen }) => poolFen)));
    expect(accounts.memberCash).toBe(sum(Object.values(members).map(({ cashFen }) => cashFen)));
    expect(accounts.memberFrozen).toBe(sum(Object.values(members).map(({ frozenFen }) => frozenFen)));
  });
});

test('entries are paid out of what orders gave, and nothing else: the pool and what they have is what stands as contributed', () => {
  always(({ shop }) => {
    for (const [key, { line }] of shop.queues) {
      const rewarded = sum(line.entries.map(({ rewardedFen }) => rewardedFen));
      const contributed = sum(
        partsIn(shop, key).flatMap(({ lines }) => lines.map(({ contributedFen }) => contributedFen)),
      );
      expect(line.poolFen + rewarded).toBe(contributed);
    }
  });
});

test('nobody has more than the entitlement, which is a share of net paid, rounded down', () => {
  always(({ shop }) => {
    for (const { order, line, ratio, entitledFen, rewardedFen, state } of shop.books.entries.values()) {
      const rows = (shop.orders.get(order)?.parts ?? []).flatMap((part) => part.row.lines);
      const row = rows.find((one) => one.line === line);
      const millionths = BigInt(Math.round(Number(ratio) * 1e6));
      expect(BigInt(entitledFen)).toBe(
        (BigInt(row === undefined ? 0 : netPaid(row)) * millionths) / 1_000_000n,
      );
      expect(rewardedFen).toBeGreaterThanOrEqual(0);
      expect(rewardedFen).toBeLessThanOrEqual(entitledFen);
      if (state === 'waiting') expect(rewardedFen).toBeLessThan(entitledFen);
      if (state === 'cancelled') expect(entitledFen).toBe(0);
    }
  });
});

/** Only orders of one line, most of them paid, in a shop that pays whoever comes first. */
function plainTrade(json: object): object {
  const { events, settings, ...shop } = json as {
    events: { type: string; lines?: object[] }[];
    settings: object;
  };
  const plain = events.filter(({ type }) => type === 'order' || type === 'pay');
  return {
    ...shop,
    settings: { ...settings, payoutOrder: 'strict', settleOn: 'paid', payOwnOrder: false, acceleration: {} },
    events: plain.map((event) =>
      event.lines === undefined ? event : { ...event, lines: event.lines.slice(0, 1) },
    ),
  };
}

test('first come, first served: nobody has anything before all ahead have everything', () => {
  fc.assert(
    fc.property(randomHistory(60), (json) => {
      for (const { line } of playOut(plainTrade(json)).shop.queues.values()) {
        const inLine = line.entries.filter(({ state }) => state !== 'converted');
        const turn = inLine.findIndex(({ state }) => state === 'waiting');
        const behind = turn === -1 ? [] : inLine.slice(turn + 1);
        expect(behind.every(({ rewardedFen }) => rewardedFen === 0)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('an order pays none of its own entries while payOwnOrder is off', () => {
  always(({ shop, events }) => {
    fc.pre(!shop.settings.payOwnOrder);
    for (const { entry, causeOrder } of payoutsOf(events)) {
      expect(shop.books.entries.get(entry)?.order).not.toBe(causeOrder);
    }
  });
});

test('with everything refunded nobody keeps anything, and the platform has paid nothing', () => {
  always(({ shop, last }) => {
    const at = last?.at ?? 0;
    for (const [id, { parts, state }] of shop.orders) {
      if (state === 'placed') continue;
      for (const row of parts.flatMap((part) => part.row.lines)) {
        const amountFen = netPaid(row);
        const event = { at, type: 'refund' as const, order: id, line: row.line, amountFen };
        expect(takeEvent(shop, event, `${id}/${row.line}`)).toBe(amountFen > 0);
      }
    }
    const { accounts, members, queues } = resultOf(shop, []);
    expect(Object.values(accounts).every((amount) => amount === 0)).toBe(true);
    expect(
      Object.values(members)
        .flatMap((member) => Object.values(member))
        .every((amount) => amount === 0),
    ).toBe(true);
    expect(Object.values(queues).every(({ poolFen }) => poolFen === 0)).toBe(true);
  });
});

test('an event that is rejected changes nothing', () => {
  fc.assert(
    fc.property(randomHistory(40), (json) => {
      const history = readHistory(json);
      const shop = openShop(history);
      history.events.forEach((event, index) => {
        const before = JSON.stringify(resultOf(shop, []));
        if (!takeEvent(shop, event, String(index)) && shop.due.length === 0) {
          expect(JSON.stringify(resultOf(shop, []))).toBe(before);
        }
      });
    }),
    { numRuns: 100 },
  );
});
