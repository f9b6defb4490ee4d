import { MALL, NOON, someEntry, someFacts, someLine, someLineTerms, someOrder } from '../../../test/handmade';
import { factsOfMerge } from '../../../test/merging';
import { entryId, orderId, queueKey, type QueueKey } from '../../ids/ids';
import { fen } from '../../money/fen';
import type { EntryRow, QueueFacts, QueueRow } from '../settle/facts';
import { planQueue } from '../settle/plan';
import type { QueuePlan } from '../settle/queuePlan';
import { assertPlanIsSound } from '../settle/sound';
import { lineUpByJoining } from './lineUp';
import { mergeRefusal } from './merge';

const ONE = queueKey('product:1');
const TWO = queueKey('product:2');
const MINUTE = 60_000;

/** An entry of a queue that joined so many minutes after noon; its id names the queue and the position. */
const entry = (queue: QueueKey, position: number, minute: number, change: Partial<EntryRow> = {}): EntryRow =>
  someEntry(position, 100, {
    id: entryId(`${queue}#${position}/0`),
    order: orderId(`${queue}#${position}`),
    joinedAt: NOON + minute * MINUTE,
    ...change,
  });

const queueOf = (
  key: QueueKey,
  entries: readonly EntryRow[],
  row: Partial<QueueRow> = {},
  change: Partial<QueueFacts> = {},
): QueueFacts => someFacts(entries, change, { key, ...row });

const mall = [
  entry(MALL, 1, 0, { state: 'done', rewardedFen: fen(100) }),
  entry(MALL, 2, 5),
  entry(MALL, 3, 9),
];
const one = [entry(ONE, 1, 1), entry(ONE, 2, 7)];
const two = [entry(TWO, 1, 5), entry(TWO, 2, 8)];

function merge(target: QueueFacts, ...sources: QueueFacts[]): { facts: QueueFacts; plan: QueuePlan } {
  const facts = factsOfMerge(target, sources);
  const from = sources.map(({ queue }) => queue.key);
  const plan = planQueue(facts, [{ type: 'merge', from, cause: 'm1', at: NOON }]);
  assertPlanIsSound(facts, plan);
  return { facts, plan };
}

describe('the merged line', () => {
  const keyed = (key: QueueKey, waiting: readonly EntryRow[]) => ({ key, waiting });
  const order = (...lines: Parameters<typeof lineUpByJoining>[0][number][]) =>
    lineUpByJoining(lines, 10).map(({ entry: id, toPosition }) => `${id.split('/')[0]} at ${toPosition}`);

  test('stands in order of joining, at new positions; at the same time the lower key is first', () => {
    expect(order(keyed(MALL, mall.slice(1)), keyed(ONE, one), keyed(TWO, two))).toEqual([
      'product:1#1 at 10',
      'mall#2 at 11',
      'product:2#1 at 12',
      'product:1#2 at 13',
      'product:2#2 at 14',
      'mall#3 at 15',
    ]);
  });

  test('keeps the order of each line even where a clock went backwards', () => {
    const late = [entry(ONE, 1, 6), entry(ONE, 2, 2)];
    expect(order(keyed(MALL, [entry(MALL, 1, 4)]), keyed(ONE, late))).toEqual([
      'mall#1 at 10',
      'product:1#1 at 11',
      'product:1#2 at 12',
    ]);
  });
});

test('who waits and what is in the pools comes together, and what can be paid is paid to who joined first', () => {
  const { plan } = merge(queueOf(MALL, mall, { poolFen: fen(20) }), queueOf(ONE, one, { poolFen: fen(130) }));
  expect(plan.queue).toMatchObject({
    poolFen: 0,
    waitingCount: 3,
    waitingRemainingFen: 250,
    nextPosition: 8,
  });
  expect(plan.sources).toMatchObject([{ key: ONE, poolFen: 0, waitingCount: 0, nextPosition: 3 }]);
  expect(plan.payouts.map(({ entry: id, amountFen, kind }) => [id, amountFen, kind])).toEqual([
    ['product:1#1/0', 100, 'merge'],
    ['mall#2/0', 50, 'merge'],
  ]);
});

test.each<[string, Partial<QueueRow>, Partial<QueueRow>, Partial<QueueRow>]>([
  ['two debts add up', { debtFen: fen(30) }, { debtFen: fen(20) }, { debtFen: fen(50), poolFen: fen(0) }],
  [
    'a debt takes from the pool',
    { poolFen: fen(30) },
    { debtFen: fen(50) },
    { debtFen: fen(20), poolFen: fen(0) },
  ],
  ['a pool fills the debt', { debtFen: fen(30) }, { poolFen: fen(30) }, { debtFen: fen(0), poolFen: fen(0) }],
  ['what was swept goes along', { sweptFen: fen(5) }, { sweptFen: fen(7) }, { sweptFen: fen(12) }],
])('%s', (_, target, source, expected) => {
  const { plan } = merge(queueOf(MALL, mall, target), queueOf(ONE, one, source));
  expect(plan.queue).toMatchObject(expected);
  expect(plan.sources).toMatchObject([{ poolFen: 0, debtFen: 0, sweptFen: 0 }]);
});

test('while the target is paused nobody is paid; the pause of a source stays with it', () => {
  const pool = { poolFen: fen(130) };
  const paused = merge(queueOf(MALL, mall, { paused: true }), queueOf(ONE, one, pool));
  expect(paused.plan).toMatchObject({ queue: { poolFen: 130, paused: true }, payouts: [] });
  const source = merge(queueOf(MALL, mall), queueOf(ONE, one, { ...pool, paused: true }));
  expect(source.plan).toMatchObject({ queue: { poolFen: 0, paused: false }, sources: [{ paused: true }] });
});

test('entries whose order is not completed are passed over in the merged line, and keep their new place', () => {
  const live = { ...queueOf(MALL, []).live, payoutOrder: 'completedFirst' as const };
  const completed = one.map((row) => ({ ...row, completed: row.position === 2 }));
  const { plan } = merge(
    queueOf(MALL, mall, { poolFen: fen(60) }, { live }),
    queueOf(ONE, completed, {}, { live }),
  );
  expect(plan.payouts.map(({ entry: id }) => id)).toEqual(['product:1#2/0']);
  expect(plan.queue).toMatchObject({ waitingCount: 4, completedRemainingFen: 40 });
});

test.each<[string, QueueRow, QueueRow[], string | null]>([
  ['another scheme', queueOf(MALL, []).queue, [queueOf(queueKey('union'), []).queue], 'otherScheme'],
  ['itself', queueOf(MALL, []).queue, [queueOf(MALL, []).queue], 'sameQueue'],
  [
    'the same queue twice',
    queueOf(MALL, []).queue,
    [queueOf(ONE, []).queue, queueOf(ONE, []).queue],
    'sameQueue',
  ],
  ['a closed queue', queueOf(MALL, []).queue, [queueOf(ONE, [], { closed: true }).queue], 'queueClosed'],
  ['nothing', queueOf(MALL, []).queue, [], 'noSuchQueue'],
  ['two of its own scheme', queueOf(MALL, []).queue, [queueOf(ONE, []).queue, queueOf(TWO, []).queue], null],
])('a queue takes over %s: %#', (_, target, sources, refusal) => {
  expect(
    mergeRefusal(
      target,
      sources.map(({ key }) => key),
      sources,
    ),
  ).toBe(refusal);
});

test('a merge that is refused changes nothing', () => {
  const { facts, plan } = merge(queueOf(MALL, mall), queueOf(ONE, one, { closed: true, waitingCount: 2 }));
  expect(plan).toMatchObject({ queue: facts.queue, sources: facts.sources, events: [], journals: [] });
  expect(plan.refused).toMatchObject([{ reason: 'queueClosed' }]);
});

test('an order that was placed for a merged queue is settled by that part of its lines, and pays none of its own', () => {
  const line = (number: number, queue: QueueKey) =>
    someLine(1000, { line: number, terms: someLineTerms({ queue }) });
  const order = someOrder('x', 0, { lines: [line(0, ONE), line(1, TWO)] });
  const facts = queueOf(ONE, [], { poolFen: fen(500) }, { orders: [order] });
  const plan = planQueue(facts, [
    { type: 'paid', order: order.id, at: NOON },
    { type: 'paid', order: order.id, of: TWO, at: NOON },
  ]);
  assertPlanIsSound(facts, plan);
  expect(plan.entryInserts.map(({ id }) => id)).toEqual(['x/0', 'x/1']);
  expect(plan.payouts).toEqual([]);
});

describe('a plan is refused', () => {
  const good = merge(queueOf(MALL, mall), queueOf(ONE, one, { poolFen: fen(30) }));
  const spoilEvents = (change: (event: QueuePlan['events'][number]) => object): QueuePlan => ({
    ...good.plan,
    events: good.plan.events.map((event) => ({ ...event, ...change(event) })),
  });
  test.each<[string, QueuePlan, string]>([
    [
      'that leaves somebody behind',
      spoilEvents(({ type }) => (type === 'merged' ? { count: 3 } : {})),
      '3 of 4 are lined up',
    ],
    [
      'that takes more than there is',
      spoilEvents(({ type }) => (type === 'tookOver' ? { amountFen: fen(31) } : {})),
      'what it does not have',
    ],
    [
      'that leaves money in the source',
      { ...good.plan, sources: good.plan.sources.map((row) => ({ ...row, poolFen: fen(30) })) },
      'is left with poolFen',
    ],
    [
      'that books only half of it',
      { ...good.plan, journals: good.plan.journals.filter(({ event }) => event !== 'queueMerged') },
      'the journals move the pool by -30',
    ],
    ['that forgets a source', { ...good.plan, sources: [] }, '0 of 1 sources'],
  ])('%s', (_, plan, message) => {
    expect(() => assertPlanIsSound(good.facts, plan)).toThrow(message);
  });

  test('whose entries stand at their old positions', () => {
    const facts = { ...good.facts, entries: [...mall, ...one] };
    const plan = planQueue(facts, [{ type: 'merge', from: [ONE], cause: 'm1', at: NOON }]);
    expect(() => assertPlanIsSound(facts, plan)).toThrow('which is not its new position');
  });
});
