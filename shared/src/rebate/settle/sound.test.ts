import { NOON, someEntry, someFacts, someLine, someOrder, someTerms } from '../../../test/handmade';
import { entryId, memberId, orderId } from '../../ids/ids';
import { memberAccount } from '../../ledger/accounts';
import { fen } from '../../money/fen';
import { ratio } from '../../money/ratio';
import type { Payout, QueueEvent } from './events';
import type { QueueFacts, QueueTask } from './facts';
import { planQueue } from './plan';
import type { QueuePlan } from './queuePlan';
import { assertPlanIsSound } from './sound';

/*
 * Each kind of broken plan must be found. A good plan is made, one thing in it is broken, and the check has to say what.
 */

const facts: QueueFacts = someFacts(
  [someEntry(1, 700), someEntry(2, 900), someEntry(3, 400)],
  {
    orders: [
      someOrder('x', 10_000, { upline: [{ member: memberId('member 2'), level: null }] }),
      someOrder('e3', 400, { lines: [someLine(400, { entry: entryId('e3/0') })] }),
    ],
    live: {
      payoutOrder: 'strict',
      unclaimed: 'return',
      exchange: { points: { ratio: ratio('0.5') } },
      unionDailyCapFen: null,
    },
  },
  { poolFen: fen(50) },
);

const tasks: QueueTask[] = [
  { type: 'paid', order: orderId('x'), at: NOON },
  { type: 'refunded', order: orderId('e3'), line: 0, amountFen: fen(100), cause: 'r1', at: NOON },
  { type: 'exchange', entry: entryId('e3/0'), asset: 'points', at: NOON },
];

const good = (): QueuePlan => planQueue(facts, tasks);

const changeEvents = (
  plan: QueuePlan,
  change: (event: QueueEvent) => QueueEvent | QueueEvent[],
): QueuePlan => ({
  ...plan,
  events: plan.events.flatMap(change),
});

const changePayout = (entry: string, change: Partial<Payout>) => (plan: QueuePlan) =>
  changeEvents(plan, (event) =>
    event.type === 'paidOut' && event.entry === entry ? { ...event, ...change } : event,
  );

const changeRow = (id: string, change: Partial<QueuePlan['entryUpdates'][number]>) => (plan: QueuePlan) => ({
  ...plan,
  entryUpdates: plan.entryUpdates.map((row) => (row.id === id ? { ...row, ...change } : row)),
});

const changeQueue = (change: Partial<QueuePlan['queue']>) => (plan: QueuePlan) => ({
  ...plan,
  queue: { ...plan.queue, ...change },
});

const without = (type: QueueEvent['type']) => (plan: QueuePlan) =>
  changeEvents(plan, (event) => (event.type === type ? [] : event));

/** Pays first who comes second: the amounts fit, the turn does not. */
const outOfTurn = (plan: QueuePlan): QueuePlan => {
  const [first, second] = plan.payouts;
  if (first === undefined || second === undefined) throw new Error('two payouts are needed');
  const early = { ...second, poolFen: first.poolFen + first.amountFen - second.amountFen };
  const late = { ...first, poolFen: early.poolFen - first.amountFen };
  return changeEvents(plan, (event) => {
    if (event === first) return [early, late];
    return event === second ? [] : event;
  });
};

const ONE_FEN = { account: memberAccount(memberId('member 1'), 'cash'), amount: 1 };

test('a good plan passes', () => expect(() => assertPlanIsSound(facts, good())).not.toThrow());

test.each<[string, (plan: QueuePlan) => QueuePlan, string]>([
  ['pays beyond the entitlement', changePayout('e1/0', { amountFen: fen(701) }), 'is paid 701 of 700'],
  ['pays nothing', changePayout('e1/0', { amountFen: fen(0) }), 'is paid 0'],
  ['pays somebody else', changePayout('e1/0', { member: memberId('thief') }), 'belongs to member 1'],
  ['pays an entry that is not there', changePayout('e1/0', { entry: entryId('no/0') }), 'is not there'],
  ['pays out of turn', outOfTurn, 'it is the turn of e1/0'],
  [
    'calls a payout in line an acceleration',
    changePayout('e1/0', { kind: 'directAcceleration' }),
    'whose inviter is member 2',
  ],
  ['pays more than the pool holds', without('contributed'), 'out of a pool of 50'],
  ['notes another pool than there is', changePayout('e1/0', { poolFen: 7 }), 'is noted'],
  ['writes another pool', changeQueue({ poolFen: fen(1) }), 'the pool is written as'],
  ['writes pool and debt at once', changeQueue({ poolFen: fen(5), debtFen: fen(5) }), 'pool 5 and debt 5'],
  ['writes another next position', changeQueue({ nextPosition: 9 }), 'next position'],
  ['writes another number of waiting entries', changeQueue({ waitingCount: 1 }), 'waitingCount is 1'],
  [
    'writes another sum that remains',
    changeQueue({ waitingRemainingFen: fen(1) }),
    'waitingRemainingFen is 1',
  ],
  [
    'writes another sum of completed entries',
    changeQueue({ completedRemainingFen: fen(1) }),
    'completedRemainingFen is 1',
  ],
  ['pauses without a word', changeQueue({ paused: true }), 'pauses'],
  [
    'pays during a pause',
    (plan) => ({ ...plan, events: [{ type: 'paused', what: 'all', at: NOON }, ...plan.events] }),
    'during a pause',
  ],
  ['writes a row that is not what happened', changeRow('e1/0', { rewardedFen: fen(600) }), 'rewardedFen 600'],
  ['loses a row', (plan) => ({ ...plan, entryUpdates: plan.entryUpdates.slice(1) }), 'e1/0 is written with'],
  [
    'writes a row to which nothing happened',
    (plan) => ({ ...plan, entryUpdates: [...plan.entryUpdates, someEntry(9, 5)] }),
    'nothing happened to it',
  ],
  [
    'says done before it is paid',
    (plan) =>
      changeEvents(plan, (event) =>
        event.type === 'left' && event.entry === 'e1/0' ? [event, event] : event,
      ),
    'is done already',
  ],
  [
    'cancels who is still entitled',
    (plan) =>
      changeEvents(plan, (event) =>
        event.type === 'left' && event.state === 'exchanged' ? { ...event, state: 'cancelled' } : event,
      ),
    'still entitled',
  ],
  [
    'lets somebody in ahead',
    (plan) => changeEvents(plan, (event) => (event.type === 'joined' ? { ...event, position: 2 } : event)),
    'not at the tail',
  ],
  ['joins without a row', (plan) => ({ ...plan, entryInserts: [] }), 'is not a new entry'],
  [
    'books a journal that does not balance',
    (plan) => ({
      ...plan,
      journals: plan.journals.map((journal) => ({ ...journal, postings: journal.postings.slice(1) })),
    }),
    'do not balance',
  ],
  [
    'books a cause twice',
    (plan) => ({ ...plan, journals: [...plan.journals, ...plan.journals.slice(0, 1)] }),
    'is there twice',
  ],
  [
    'moves balances that no journal moves',
    (plan) => ({
      ...plan,
      walletDeltas: plan.walletDeltas.map((delta) => ({ ...delta, amount: delta.amount + 1 })),
    }),
    'wallets beside the journals',
  ],
  [
    'forgets a journal',
    (plan) => ({ ...plan, journals: plan.journals.slice(1) }),
    'the journals move the pool',
  ],
  [
    'books what nothing caused',
    (plan) => ({
      ...plan,
      journals: [
        ...plan.journals,
        {
          key: 'payout:k',
          event: 'payout',
          at: NOON,
          postings: [ONE_FEN, { account: { code: 'promotion', asset: 'money' }, amount: -1 }],
        },
      ],
      walletDeltas: plan.walletDeltas.map((delta) =>
        delta.member === 'member 1' ? { ...delta, amount: delta.amount + 1 } : delta,
      ),
    }),
    'journals beside rows and events',
  ],
  [
    'lets a line stand with what it did not give',
    (plan) => ({
      ...plan,
      lineChanges: plan.lineChanges.map((change) => ({ ...change, contributedFen: fen(7) })),
    }),
    'what lines contributed',
  ],
  [
    'refunds more than was paid',
    (plan) => ({
      ...plan,
      lineChanges: plan.lineChanges.map((change) => ({ ...change, refundedFen: fen(90_000) })),
    }),
    'is refunded 90000',
  ],
])('a plan is refused that %s', (_, spoil, message) => {
  expect(() => assertPlanIsSound(facts, spoil(good()))).toThrow(message);
});

test('an order that pays its own entry is found, unless its terms allow it', () => {
  const own = someEntry(1, 700, { id: entryId('x/1'), order: orderId('x'), line: 1 });
  const lines = [someLine(10_000, { line: 0 }), someLine(700, { line: 1, entry: own.id })];
  const order = someOrder('x', 0, { lines, terms: someTerms({ settleOn: 'completed' }) });
  const may = someFacts([own, someEntry(2, 900)], {
    orders: [{ ...order, terms: { ...order.terms, payOwnOrder: true } }],
  });
  const plan = planQueue(may, [{ type: 'completed', order: orderId('x'), at: NOON }]);
  expect(() => assertPlanIsSound(may, plan)).not.toThrow();
  expect(() => assertPlanIsSound({ ...may, orders: [order] }, plan)).toThrow('it is the turn of e2/0');
});

test('an entry behind the loaded head is not paid', () => {
  const plan = good();
  expect(() => assertPlanIsSound({ ...facts, knownTo: 1 }, plan)).toThrow('were not loaded');
});
