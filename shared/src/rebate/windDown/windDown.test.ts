import { NOON, someEntry, someFacts, someLine, someOrder } from '../../../test/handmade';
import { entryId, orderId } from '../../ids/ids';
import { fen } from '../../money/fen';
import type { Payout } from '../settle/events';
import type { EntryRow, QueueFacts, QueueRow, QueueTask, WindDownMode } from '../settle/facts';
import { planQueue } from '../settle/plan';
import type { QueuePlan } from '../settle/queuePlan';
import { assertPlanIsSound } from '../settle/sound';

const windDown = (mode: WindDownMode): QueueTask => ({ type: 'windDown', mode, cause: 'w1', at: NOON });
const entries = [someEntry(1, 100), someEntry(2, 200), someEntry(3, 300)];

function settle(facts: QueueFacts, ...tasks: QueueTask[]): QueuePlan {
  const plan = planQueue(facts, tasks);
  assertPlanIsSound(facts, plan);
  return plan;
}

const withPool = (pool: number, change: Partial<QueueFacts> = {}, row: Partial<QueueRow> = {}): QueueFacts =>
  someFacts(entries, change, { poolFen: fen(pool), ...row });

const paid = ({ payouts }: QueuePlan): [string, number][] =>
  payouts.map(({ entry, amountFen }) => [entry, amountFen]);
const states = ({ entryUpdates }: QueuePlan): string[] =>
  [...entryUpdates].sort((a, b) => a.position - b.position).map(({ state }) => state);
const eventTypes = ({ events }: QueuePlan): string[] => events.map(({ type }) => type);

test('down the line the first are paid in full, and what remains to the others is cleared', () => {
  const plan = settle(withPool(250), windDown('line'));
  expect(paid(plan)).toEqual([
    ['e1/0', 100],
    ['e2/0', 150],
  ]);
  expect(states(plan)).toEqual(['done', 'cleared', 'cleared']);
  expect(plan.queue).toMatchObject({ closed: true, poolFen: 0, waitingCount: 0, sweptFen: 0 });
});

test.each<[string, number, [string, number][]]>([
  [
    'by what remains to each',
    60,
    [
      ['e1/0', 10],
      ['e2/0', 20],
      ['e3/0', 30],
    ],
  ],
  [
    'with the last fen to the largest remainder',
    100,
    [
      ['e1/0', 17],
      ['e2/0', 33],
      ['e3/0', 50],
    ],
  ],
  ['and who would get less than half a fen gets none', 1, [['e3/0', 1]]],
  [
    'at most what remains',
    700,
    [
      ['e1/0', 100],
      ['e2/0', 200],
      ['e3/0', 300],
    ],
  ],
])('pro rata the pool is shared %s', (_, pool, expected) => {
  const plan = settle(withPool(pool), windDown('proRata'));
  expect(paid(plan)).toEqual(expected);
  expect(plan.queue).toMatchObject({ closed: true, waitingCount: 0, sweptFen: Math.max(0, pool - 600) });
});

test('what nobody is left to be paid from goes back to the platform', () => {
  const plan = settle(withPool(650), windDown('line'));
  expect(plan.queue).toMatchObject({ poolFen: 0, sweptFen: 50 });
  expect(plan.journals.at(-1)).toMatchObject({
    event: 'poolSwept',
    postings: [
      { account: { code: 'promotion' }, amount: 50 },
      { account: { code: 'queue:mall:pool' }, amount: -50 },
    ],
  });
});

test('with completedFirst only entries of completed orders are paid', () => {
  const live = { ...someFacts([]).live, payoutOrder: 'completedFirst' as const };
  const second = entries.map((entry): EntryRow => ({ ...entry, completed: entry.position === 2 }));
  for (const mode of ['line', 'proRata'] as const) {
    const plan = settle(someFacts(second, { live }, { poolFen: fen(250) }), windDown(mode));
    expect(paid(plan)).toEqual([['e2/0', 200]]);
    expect(plan.queue.sweptFen).toBe(50);
  }
});

test('a debt stays a debt: nobody is paid, and everybody is cleared', () => {
  const plan = settle(someFacts(entries, {}, { debtFen: fen(40) }), windDown('proRata'));
  expect(plan).toMatchObject({
    payouts: [],
    queue: { debtFen: 40, sweptFen: 0, waitingCount: 0, closed: true },
  });
});

test.each<[string, Partial<QueueRow>, QueueTask, string]>([
  ['a paused queue is not wound down', { paused: true }, windDown('line'), 'queuePaused'],
  ['nor while everything is paused', { allPaused: true }, windDown('line'), 'queuePaused'],
  ['nor twice', { closed: true }, windDown('line'), 'queueClosed'],
  ['only a closed queue is reopened', {}, { type: 'reopen', at: NOON }, 'notClosed'],
])('%s', (_, row, task, reason) => {
  const plan = settle(someFacts([], {}, row), task);
  expect(plan).toMatchObject({ refused: [{ reason }], events: [] });
});

describe('a closed queue', () => {
  const closed = { closed: true, sweptFen: fen(50) };
  const bought = someOrder('x', 10_000);
  const pay: QueueTask = { type: 'paid', order: bought.id, at: NOON };

  test('takes neither entries nor money, whether it would return or carry', () => {
    for (const unclaimed of ['return', 'carry'] as const) {
      const live = { ...someFacts([]).live, unclaimed };
      const plan = settle(someFacts([], { live, orders: [bought] }, closed), pay);
      expect(plan.events).toMatchObject([{ type: 'notJoined', reason: 'queueClosed' }]);
      expect(plan.journals).toEqual([]);
    }
  });

  test('takes both again once it is reopened', () => {
    const plan = settle(someFacts([], { orders: [bought] }, closed), { type: 'reopen', at: NOON }, pay);
    expect(plan.queue).toMatchObject({ closed: false, waitingCount: 1 });
  });

  /** An entry that has 60 of 100, and the order that gave 60 for it. */
  const refunds = (row: Partial<QueueRow>): QueueFacts =>
    someFacts(
      [someEntry(1, 100, { rewardedFen: fen(60), state: 'cleared' })],
      {
        orders: [
          someOrder('e1', 0, { lines: [someLine(100, { entry: entryId('e1/0') })] }),
          someOrder('giver', 0, { lines: [someLine(600, { contributedFen: fen(60) })] }),
        ],
      },
      row,
    );
  const refund = (order: string, amount: number): QueueTask => ({
    type: 'refunded',
    order: orderId(order),
    line: 0,
    amountFen: fen(amount),
    cause: `refund of ${order}`,
    at: NOON,
  });

  test('sends what a refund takes back to the platform', () => {
    const plan = settle(refunds(closed), refund('e1', 100));
    expect(plan.queue).toMatchObject({ poolFen: 0, debtFen: 0, sweptFen: 110 });
    expect(eventTypes(plan)).toEqual(['takenBack', 'entitled', 'left', 'swept']);
  });

  test('gets back from the platform what a later refund of a contribution needs, and owes only the rest', () => {
    const plan = settle(refunds(closed), refund('giver', 600));
    expect(plan.queue).toMatchObject({ poolFen: 0, debtFen: 10, sweptFen: 0 });
    expect(plan.journals.map(({ event }) => event)).toEqual(['contributionWithdrawn', 'poolSweepReturned']);
  });

  test('has nothing left, whichever of the two is refunded first', () => {
    for (const order of [
      ['e1', 'giver'],
      ['giver', 'e1'],
    ] as const) {
      const tasks = order.map((id) => refund(id, id === 'e1' ? 100 : 600));
      const plan = settle(refunds({ closed: true }), ...tasks);
      expect(plan.queue).toMatchObject({ poolFen: 0, debtFen: 0, sweptFen: 0 });
    }
  });
});

describe('a plan is refused', () => {
  const line = { facts: withPool(250), plan: settle(withPool(250), windDown('line')) };
  const shared = { facts: withPool(100), plan: settle(withPool(100), windDown('proRata')) };
  const without = (plan: QueuePlan, type: string): QueuePlan => ({
    ...plan,
    events: plan.events.filter((event) => event.type !== type),
  });
  const share = (by: Partial<Payout>): QueuePlan => ({
    ...shared.plan,
    events: shared.plan.events.map((event) =>
      event.type === 'paidOut' && event.entry === 'e1/0' ? { ...event, ...by } : event,
    ),
  });
  test.each<[string, QueueFacts, QueuePlan, string]>([
    ['that closes without a word', line.facts, without(line.plan, 'woundDown'), 'is written as closed'],
    [
      'that closes and does not pay',
      line.facts,
      without(without(line.plan, 'paidOut'), 'left'),
      'may be paid',
    ],
    [
      'that leaves who waits',
      line.facts,
      { ...line.plan, queue: { ...line.plan.queue, waitingCount: 2 } },
      '2',
    ],
    ['that shares unequally', shared.facts, share({ amountFen: fen(18) }), 'not its part'],
    ['that leaves somebody out', shared.facts, share({ kind: 'windDown' }), 'the pool'],
    [
      'that shares what was not loaded',
      { ...shared.facts, knownTo: 2 },
      shared.plan,
      'not all who wait were loaded',
    ],
  ])('%s', (_, facts, plan, message) => {
    expect(() => assertPlanIsSound(facts, plan)).toThrow(message);
  });

  test('that sweeps the pool of an open queue', () => {
    const facts = withPool(650);
    const plan = settle(facts, windDown('line'));
    const open = without(plan, 'woundDown');
    expect(() => assertPlanIsSound(facts, open)).toThrow('go back to the platform');
  });
});
