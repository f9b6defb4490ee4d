import { MALL, NOON, someEntry, someFacts, someLine, someLineTerms, someOrder } from '../../../test/handmade';
import { entryId, memberId, orderId } from '../../ids/ids';
import { fen } from '../../money/fen';
import { ratio } from '../../money/ratio';
import { shanghaiDay } from '../../time/shanghai';
import { FactsTooShort, type QueueTask } from './facts';
import { planQueue } from './plan';
import { assertPlanIsSound } from './sound';

const paid = (order: string): QueueTask => ({ type: 'paid', order: orderId(order), at: NOON });

test('a paid order gives to who waits first, and joins at the tail', () => {
  const facts = someFacts([someEntry(1, 700), someEntry(2, 900)], { orders: [someOrder('x', 10_000)] });
  const plan = planQueue(facts, [paid('x')]);
  assertPlanIsSound(facts, plan);
  expect(plan.payouts.map(({ entry, amountFen, causeOrder }) => [entry, amountFen, causeOrder])).toEqual([
    ['e1/0', 700, 'x'],
    ['e2/0', 300, 'x'],
  ]);
  expect(plan.entryUpdates.map(({ id, state, rewardedFen }) => [id, state, rewardedFen])).toEqual([
    ['e1/0', 'done', 700],
    ['e2/0', 'waiting', 300],
  ]);
  expect(plan.entryInserts).toMatchObject([{ id: 'x/0', position: 3, entitledFen: 10_000 }]);
  expect(plan.lineChanges).toEqual([
    { order: 'x', line: 0, refundedFen: 0, contributedFen: 1000, entry: 'x/0' },
  ]);
  expect(plan.walletDeltas).toEqual([
    { member: 'member 1', balance: 'cash', amount: 700 },
    { member: 'member 2', balance: 'cash', amount: 300 },
  ]);
  expect(plan.journals.map(({ key }) => key)).toEqual(['contribution:x/0', 'payout:x/0']);
  expect(plan.queue).toMatchObject({
    poolFen: 0,
    debtFen: 0,
    waitingCount: 2,
    waitingRemainingFen: 10_600,
    nextPosition: 4,
  });
});

describe('when only the head of the line was loaded', () => {
  const orders = [someOrder('x', 10_000)];
  const line = { waitingCount: 9, waitingRemainingFen: fen(90_000), nextPosition: 10 };

  test('it is enough as long as the money ends there', () => {
    const facts = someFacts([someEntry(1, 1000)], { orders, knownTo: 1 }, line);
    const plan = planQueue(facts, [paid('x')]);
    assertPlanIsSound(facts, plan);
    expect(plan.queue).toMatchObject({ waitingCount: 9, waitingRemainingFen: 99_000 });
  });

  test('more is asked for when money is left', () => {
    const facts = someFacts([someEntry(1, 999)], { orders, knownTo: 1 }, line);
    expect(() => planQueue(facts, [paid('x')])).toThrow(FactsTooShort);
  });

  test('an entry that was loaded for another reason is not served before those between', () => {
    const deep = someEntry(7, 5000);
    const facts = someFacts([someEntry(1, 999), deep], { orders, knownTo: 1 }, line);
    expect(() => planQueue(facts, [paid('x')])).toThrow(FactsTooShort);
  });

  test("an inviter's entries beyond the loaded ones are asked for by name", () => {
    const inviter = memberId('inviter');
    const accelerated = someOrder('x', 10_000);
    const facts = someFacts(
      [someEntry(1, 9000)],
      {
        orders: [
          {
            ...accelerated,
            upline: [{ member: inviter, level: null }],
            terms: {
              ...accelerated.terms,
              acceleration: { directRatio: ratio('0.5'), indirectRatio: ratio('0') },
            },
          },
        ],
        knownTo: 1,
        knownToByMember: new Map([[inviter, 1]]),
      },
      line,
    );
    expect(() => planQueue(facts, [paid('x')])).toThrow(expect.objectContaining({ member: 'inviter' }));
  });

  test('a reset clears all, also what was not loaded, and then the whole line is known', () => {
    const facts = someFacts(
      [someEntry(1, 999)],
      { orders: [...orders, someOrder('y', 500)], knownTo: 1 },
      line,
    );
    const plan = planQueue(facts, [{ type: 'reset', cause: 'r1', at: NOON }, paid('x'), paid('y')]);
    assertPlanIsSound(facts, plan);
    expect(plan.clearedUpToPosition).toBe(9);
    expect(plan.queue).toMatchObject({ waitingCount: 2, waitingRemainingFen: 10_450 });
    expect(plan.payouts).toMatchObject([{ entry: 'x/0', amountFen: 50 }]);
  });

  test('a late reset ends before the first who joined after its time, and the sums are of those who stay', () => {
    const later = (position: number, at: number) => ({ ...someEntry(position, 100), joinedAt: at });
    // Of nine who wait with 9,000, the first two are loaded, and the last three: the eighth was paid before and joined behind.
    const stay = [later(7, NOON + 1), later(8, NOON - 1), later(9, NOON + 2)];
    const facts = someFacts([someEntry(1, 999), ...stay], { orders, knownTo: 1 }, line);
    const reset = { type: 'reset', cause: 'r1', joinedUntil: NOON, at: NOON + 60_000 } as const;
    const plan = planQueue(facts, [reset]);
    assertPlanIsSound(facts, plan);
    expect(plan.clearedUpToPosition).toBe(6);
    expect(plan.events).toMatchObject([{ type: 'reset', upToPosition: 6, count: 6, joinedUntil: NOON }]);
    expect(plan.queue).toMatchObject({ waitingCount: 3, waitingRemainingFen: 300 });
    const early = planQueue(facts, [{ ...reset, joinedUntil: NOON + 2 }]);
    expect(early.queue).toMatchObject({ waitingCount: 0, waitingRemainingFen: 0 });
  });
});

describe('limits', () => {
  const gate = { scope: 'product:p' as const, windows: [], maxPerMember: 3, maxPerMemberPerDay: 1 };
  const lines = [someLine(100, { terms: someLineTerms({ gates: [gate] }) })];
  const order = someOrder('x', 100, { lines });
  const held = (total: number, today: number) => [
    { scope: gate.scope, member: order.member, total, byDay: new Map([[shanghaiDay(NOON), today]]) },
  ];

  test.each([
    [2, 0, []],
    [2, 1, ['maxPerMemberPerDay']],
    [3, 0, ['maxPerMember']],
  ])('with %i entries held, %i of today: refused by %j', (total, today, reasons) => {
    const plan = planQueue(someFacts([], { orders: [order], held: held(total, today) }), [paid('x')]);
    expect(plan.events.flatMap((event) => (event.type === 'notJoined' ? [event.reason] : []))).toEqual(
      reasons,
    );
  });
});

test('a begun group of the random return is gone on with, and kept for the next batch', () => {
  const randomReturn = {
    owner: 'platform' as const,
    cashSlots: 1,
    pointsSlots: 1,
    pointsRatio: ratio('0.8'),
  };
  const lines = [someLine(100, { terms: someLineTerms({ randomReturn }) })];
  const group = { owner: 'platform' as const, cashSlots: 1, pointsSlots: 1, pointsPlaces: [1], taken: 1 };
  const orders = ['x', 'y'].map((id) => someOrder(id, 100, { lines }));
  const facts = someFacts([], { orders, groups: [group], drawPlaces: () => [1] });
  const plan = planQueue(facts, [paid('x'), paid('y')]);
  assertPlanIsSound(facts, plan);
  expect(plan.entryInserts.map(({ state }) => state)).toEqual(['converted', 'waiting']);
  expect(plan.groups).toEqual([group]);
  expect(plan.walletDeltas).toEqual([{ member: 'buyer of x', balance: 'points', amount: 80 }]);
});

test('a task that its rules do not allow is refused and changes nothing, beside others that are settled', () => {
  const task: QueueTask = { type: 'exchange', entry: entryId('e1/0'), asset: 'points', at: NOON };
  const facts = someFacts([someEntry(1, 500)], { orders: [someOrder('x', 1000)] });
  const plan = planQueue(facts, [task, paid('x'), { ...task, entry: entryId('nobody/0') }]);
  expect(plan.refused.map(({ reason }) => reason)).toEqual(['notOffered', 'noSuchEntry']);
  expect(plan.payouts).toHaveLength(1);
});

test('a refund finds a reward released whose time has come, though no job has released it yet', () => {
  const reward = {
    kind: 'direct' as const,
    order: orderId('x'),
    line: 0,
    member: memberId('inviter'),
    ratio: ratio('0.1'),
    amountFen: fen(100),
    state: 'frozen' as const,
    releaseAt: NOON,
  };
  const facts = someFacts([], {
    orders: [someOrder('x', 1000, { lines: [someLine(1000, { rewards: [reward] })] })],
  });
  const refund: QueueTask = {
    type: 'refunded',
    order: orderId('x'),
    line: 0,
    amountFen: fen(400),
    cause: 'r1',
    at: NOON,
  };
  const plan = planQueue(facts, [refund]);
  assertPlanIsSound(facts, plan);
  expect(plan.rewardUpdates).toMatchObject([{ state: 'released', amountFen: 60 }]);
  expect(plan.walletDeltas).toEqual([
    { member: 'inviter', balance: 'frozen', amount: -100 },
    { member: 'inviter', balance: 'cash', amount: 60 },
  ]);
});

test('a withdrawn contribution that is spent leaves the queue in debt: two columns, both zero or above', () => {
  const order = someOrder('x', 1000, { lines: [someLine(1000, { contributedFen: fen(100) })] });
  const facts = someFacts([], { orders: [order] }, { poolFen: fen(30) });
  const refund: QueueTask = {
    type: 'refunded',
    order: orderId('x'),
    line: 0,
    amountFen: fen(1000),
    cause: 'r1',
    at: NOON,
  };
  const plan = planQueue(facts, [refund]);
  assertPlanIsSound(facts, plan);
  expect(plan.queue).toMatchObject({ key: MALL, poolFen: 0, debtFen: 70 });
});
