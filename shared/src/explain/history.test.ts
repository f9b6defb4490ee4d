import fc from 'fast-check';
import { randomHistory } from '../../test/randomHistory';
import type { QueueEvent } from '../rebate/settle/events';
import { takeEvent } from '../replay/events';
import { readHistory } from '../replay/read';
import type { History } from '../replay/schema';
import { openShop } from '../replay/shop';
import { explainHistory } from './history';
import type { LineExplanation } from './line';
import { PoolTrace } from './poolTrace';

const DAY = '2026-01-05';
const at = (clock: string): string => `${DAY}T${clock}:00+08:00`;

interface Told {
  settings?: object;
  products?: object[];
  stores?: object[];
  members?: object[];
  events: object[];
}

const MEMBERS = [{ id: 'a', level: 'gold' }, { id: 'b', inviter: 'a' }, { id: 'c' }];

const tell = ({ events, ...shop }: Told): History =>
  readHistory({ products: [{ id: 'p' }], members: MEMBERS, ...shop, events });

const order = (id: string, member: string, clock: string, change: object = {}): object => ({
  at: at(clock),
  type: 'order',
  id,
  member,
  kind: 'mall',
  lines: [{ product: 'p', paidFen: 10_000 }],
  ...change,
});
const pay = (id: string, clock: string): object => ({ at: at(clock), type: 'pay', order: id });

function explain(told: Told, name: string): LineExplanation {
  const explanation = explainHistory(tell(told), (one) => one === name).get(name);
  if (explanation === undefined) throw new Error(`${name} is not explained`);
  return explanation;
}

const TWO_ORDERS = [order('A', 'a', '10:00'), pay('A', '10:01'), order('B', 'b', '11:00'), pay('B', '11:01')];

describe('placing', () => {
  const bought = (rebate: object): object[] => [{ id: 'p', rebate }];

  test('every switch is named, with what it says', () => {
    const told = { products: bought({ enabled: false }), events: [order('A', 'a', '10:00')] };
    const { placing, terms, joining, contribution } = explain(told, 'A/0');
    expect(placing.switches).toEqual([
      { owner: 'platform', enabled: true },
      { owner: 'product', enabled: false },
    ]);
    expect({ rebateOn: terms.rebateOn, joining, contribution }).toEqual({
      rebateOn: false,
      joining: null,
      contribution: null,
    });
  });

  test('the extraction is asked of the product, then of the store, then of the platform', () => {
    const told = {
      stores: [{ id: 's', rebate: { extractionRatio: '0.3' } }],
      events: [order('A', 'a', '10:00', { kind: 'store', store: 's' })],
    };
    expect(explain(told, 'A/0').placing.extraction).toEqual([
      { owner: 'product', ratio: null },
      { owner: 'store', ratio: '0.3' },
    ]);
    expect(explain({ events: TWO_ORDERS }, 'A/0').placing.extraction).toEqual([
      { owner: 'product', ratio: null },
      { owner: 'platform', ratio: '0.1' },
    ]);
  });

  test('the rules of the chain are named in order, with why each applied or not', () => {
    const told = {
      products: bought({ levelRatios: { silver: '2' }, entitlementRatio: '1.2' }),
      events: [order('A', 'a', '10:00')],
    };
    const { placing, terms } = explain(told, 'A/0');
    expect(placing.entitlement.map(({ source, outcome }) => [source, Object.keys(outcome)[0]])).toEqual([
      ['product.level', 'notApplied'],
      ['platform.level', 'notApplied'],
      ['product.spend', 'notApplied'],
      ['product.lottery', 'notApplied'],
      ['platform.lottery', 'notApplied'],
      ['product.fixed', 'applied'],
    ]);
    expect(placing.entitlement[0]?.outcome).toEqual({
      notApplied: { why: 'levelNotThere', level: 'gold' },
    });
    expect(terms).toMatchObject({ source: 'product.fixed', entitlementRatio: '1.2' });
  });
});

describe('joining', () => {
  test('names the gate that refused and what it compared; those behind it were not asked', () => {
    const told = {
      products: [{ id: 'p', rebate: { maxPerMember: 1, rewardWindows: [{ from: '09:00', to: '12:00' }] } }],
      events: [order('A', 'a', '10:00'), pay('A', '10:01'), order('B', 'a', '11:00'), pay('B', '11:01')],
    };
    const verdicts = ({ joining }: LineExplanation) =>
      Object.fromEntries(joining?.gates.map(({ gate, verdict }) => [gate, verdict]) ?? []);
    const second = explain(told, 'B/0');
    expect(second.joining?.refusedBy).toBe('maxPerMember');
    expect(verdicts(second)).toMatchObject({
      rebateOff: 'passed',
      outsideWindow: 'passed',
      maxPerMember: 'refused',
      maxPerMemberPerDay: 'notAsked',
      nothingEntitled: 'notAsked',
    });
    const seen = second.joining?.gates.flatMap((gate) => gate.seen);
    expect(seen).toEqual([
      { scope: 'product:p', windows: [{ from: '09:00', to: '12:00' }], inside: true },
      { scope: 'product:p', limit: 1, held: 1 },
    ]);
    expect(Object.values(verdicts(explain(told, 'A/0')))).not.toContain('refused');
  });
});

test('joining names the place of the random return that the entry got', () => {
  const told = (slot: string) => ({
    settings: { randomReturn: { cashSlots: 1, pointsSlots: 1 }, exchange: { points: { ratio: '1' } } },
    events: [
      order('A', 'a', '10:00', { lines: [{ product: 'p', paidFen: 10_000, slot }] }),
      pay('A', '10:01'),
    ],
  });
  expect(explain(told('points'), 'A/0').joining?.place).toBe('points');
  expect(explain(told('cash'), 'A/0').joining?.place).toBe('cash');
  expect(explain({ events: TWO_ORDERS }, 'A/0').joining?.place).toBeNull();
});

describe('contributing', () => {
  const contributionOf = (told: Told, name = 'B/0') => explain(told, name).contribution;

  test('the first in line gives nothing, for nobody waits who could use it', () => {
    expect(contributionOf({ events: TWO_ORDERS }, 'A/0')).toMatchObject({
      base: 'netPaid',
      grossFen: 1000,
      usableFen: 0,
      isCapped: false,
      takenFen: 0,
    });
  });

  test('is the share of net paid, no more than the line earns', () => {
    const events = [
      ...TWO_ORDERS.slice(0, 2),
      order('B', 'b', '11:00', { lines: [{ product: 'p', paidFen: 10_000, costFen: 9600 }] }),
      pay('B', '11:01'),
    ];
    expect(contributionOf({ events })).toMatchObject({
      shareFen: 1000,
      profitFen: 400,
      isCapped: true,
      grossFen: 400,
      takenFen: 400,
    });
  });

  test('a queue that carries takes whatever comes; one that is paused takes nothing', () => {
    expect(contributionOf({ settings: { unclaimed: 'carry' }, events: TWO_ORDERS }, 'A/0')).toMatchObject({
      usableFen: null,
      takenFen: 1000,
    });
    expect(contributionOf({ settings: { payoutsPaused: true }, events: TWO_ORDERS })).toMatchObject({
      isPaused: true,
      usableFen: 0,
      takenFen: 0,
    });
  });

  test('the union takes its share of the profit', () => {
    expect(contributionOf({ settings: { scheme: 'union' }, events: TWO_ORDERS })).toMatchObject({
      base: 'profit',
      baseFen: 10_000,
      ratio: '0.6',
      takenFen: 6000,
    });
  });
});

describe('a payout', () => {
  const received = (told: Told) => explain(told, 'A/0').received;

  test('names the order and the line that paid it, and the rule that chose the ratio', () => {
    expect(received({ events: TWO_ORDERS })).toEqual([
      {
        entry: 'A/0',
        member: 'a',
        amountFen: 1000,
        at: Date.parse(at('11:01')),
        kind: 'line',
        cause: { order: 'B', line: 0 },
        paidFrom: [{ order: 'B', line: 0, amountFen: 1000 }],
        chosenBy: { source: 'platform.fixed', ratio: '1', isDrawn: false },
      },
    ]);
    expect(explain({ events: TWO_ORDERS }, 'B/0').paid).toEqual(received({ events: TWO_ORDERS }));
  });

  test('tells an acceleration from its turn in line', () => {
    const settings = { acceleration: { directRatio: '0.4' } };
    expect(
      received({ settings, events: TWO_ORDERS }).map(({ kind, amountFen }) => [kind, amountFen]),
    ).toEqual([
      ['directAcceleration', 400],
      ['line', 600],
    ]);
  });

  test.each([
    [
      'the end of a pause',
      { unclaimed: 'carry', payoutsPaused: true },
      [{ at: at('12:00'), type: 'resume' }],
      'resume',
      [
        { order: 'A', line: 0, amountFen: 1000 },
        { order: 'B', line: 0, amountFen: 1000 },
      ],
    ],
    [
      'the payout of the union',
      { scheme: 'union', union: { poolRatio: '0.1' } },
      [{ at: at('12:00'), type: 'unionPayout' }],
      'unionPayout',
      [
        { order: 'A', line: 0, amountFen: 1000 },
        { order: 'B', line: 0, amountFen: 1000 },
      ],
    ],
  ])(
    'at %s has no order that caused it, but orders whose money it is',
    (_, settings, events, kind, paidFrom) => {
      expect(received({ settings, events: [...TWO_ORDERS, ...events] })).toMatchObject([
        { kind, cause: null, paidFrom },
      ]);
    },
  );

  test('says when a draw replaced the ratio', () => {
    const lottery = { type: 'range', min: '0.5', max: '2' };
    const drawn = { at: at('10:30'), type: 'draw', entry: 'A/0', outcome: '1.5' };
    const events = [...TWO_ORDERS.slice(0, 2), drawn, ...TWO_ORDERS.slice(2)];
    expect(received({ settings: { lottery }, events })[0]?.chosenBy).toEqual({
      source: 'platform.lottery',
      ratio: '1.5',
      isDrawn: true,
    });
  });
});

test('a line that was never placed is not explained', () => {
  expect(explainHistory(tell({ events: TWO_ORDERS }), (name) => name === 'Z/9').size).toBe(0);
});

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/** What really happened, told by the shop itself. */
function playOut(history: History): QueueEvent[] {
  const events: QueueEvent[] = [];
  const shop = openShop(history);
  shop.books.happened = (event) => void events.push(event);
  history.events.forEach((event, index) => takeEvent(shop, event, String(index)));
  return events;
}

const always = (claim: (explained: Map<string, LineExplanation>, events: QueueEvent[]) => void): void =>
  fc.assert(
    fc.property(randomHistory(60), (json) => {
      const history = readHistory(json);
      claim(
        explainHistory(history, () => true),
        playOut(history),
      );
    }),
  );

describe('in random shops', () => {
  test('what is explained of each contribution is what was planned: share, cap and use lead to what was taken', () => {
    always((explained, events) => {
      const taken = new Map<string, number>();
      for (const event of events) {
        if (event.type !== 'contributed') continue;
        const name = `${event.order}/${event.line}`;
        taken.set(name, (taken.get(name) ?? 0) + event.amountFen);
      }
      for (const [name, { contribution, terms }] of explained) {
        expect(contribution?.takenFen ?? 0).toBe(taken.get(name) ?? 0);
        if (contribution === null) continue;
        const { base, shareFen, profitFen, isCapped, grossFen, usableFen, takenFen } = contribution;
        expect(terms.rebateOn).toBe(true);
        if (base === 'netPaid') expect(grossFen).toBe(isCapped ? Math.max(0, profitFen) : shareFen);
        else expect(grossFen).toBe(shareFen);
        expect(takenFen).toBe(usableFen === null ? grossFen : Math.min(grossFen, usableFen));
      }
    });
  });

  test('a line joined if and only if no gate refused it, and the reason is that of the first that did', () => {
    always((explained, events) => {
      const joined = events.flatMap((event) => (event.type === 'joined' ? [String(event.entry)] : []));
      const refused = events.flatMap((event) =>
        event.type === 'notJoined' ? [[`${event.order}/${event.line}`, event.reason] as const] : [],
      );
      for (const name of joined) {
        expect(explained.get(name)?.joining?.gates.every(({ verdict }) => verdict === 'passed')).toBe(true);
      }
      for (const [name, reason] of refused) {
        const gates = explained.get(name)?.joining?.gates ?? [];
        expect(gates.filter(({ verdict }) => verdict === 'refused').map(({ gate }) => gate)).toEqual([
          reason,
        ]);
      }
    });
  });

  test('the last rule that was asked is the one that chose, and the ratios are those of the terms', () => {
    always((explained) => {
      for (const { placing, terms } of explained.values()) {
        const last = placing.entitlement.at(-1)?.outcome;
        expect(last).toMatchObject({ applied: { ratio: terms.entitlementRatio } });
        const chosen = placing.entitlement.find(({ outcome }) => 'applied' in outcome);
        expect(chosen?.source).toBe(terms.source);
        expect(placing.extraction.at(-1)?.ratio).toBe(terms.extractionRatio);
        expect(placing.switches.every(({ enabled }) => enabled !== false)).toBe(terms.rebateOn);
      }
    });
  });

  test('every fen of every payout names the order that gave it, and no order gave more than it did', () => {
    always((explained, events) => {
      const received = [...explained.values()].flatMap((line) => line.received);
      const payouts = events.filter((event) => event.type === 'paidOut');
      expect(sum(received.map(({ amountFen }) => amountFen))).toBe(
        sum(payouts.map(({ amountFen }) => amountFen)),
      );
      const takenBack = sum(events.flatMap((event) => (event.type === 'takenBack' ? [event.amountFen] : [])));
      const given = new Map<string, number>();
      for (const { amountFen, paidFrom, kind, cause } of received) {
        expect(sum(paidFrom.map((money) => money.amountFen))).toBe(amountFen);
        expect(cause === null).toBe(kind === 'resume' || kind === 'unionPayout');
        for (const { order, line, amountFen: partFen } of paidFrom) {
          given.set(`${order}/${line}`, (given.get(`${order}/${line}`) ?? 0) + partFen);
        }
      }
      for (const [name, amount] of given) {
        expect(amount).toBeLessThanOrEqual((explained.get(name)?.contribution?.takenFen ?? 0) + takenBack);
      }
    });
  });

  test('the trace of a pool is what the queue itself says it has, after every event', () => {
    fc.assert(
      fc.property(randomHistory(60), (json) => {
        // One queue for all, so that all events are of it.
        const { settings, ...rest } = json as { settings: object };
        const history = readHistory({ ...rest, settings: { ...settings, scheme: 'union' } });
        const trace = new PoolTrace();
        for (const event of playOut(history)) {
          trace.happened(event);
          if ('poolFen' in event) expect(trace.poolFen).toBe(event.poolFen);
        }
      }),
    );
  });
});
