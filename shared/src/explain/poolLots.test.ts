import { orderId } from '../ids/ids';
import { fen } from '../money/fen';
import type { Happening } from '../rebate/proof/happenings';
import { lotsInPool, sliceLots, type ChainStep } from './poolLots';

const step = (order: string | null, ...happenings: Happening[]): ChainStep => ({
  order: order === null ? null : orderId(order),
  happenings,
});
const named = (lots: ReturnType<typeof lotsInPool>) => lots.map(({ order, amountFen }) => [order, amountFen]);

/** The latest first. */
const STEPS = [
  step('c', ['contributed', 30]),
  step('b', ['contributed', 20], ['accelerated', 1, 5]),
  step('a', ['contributed', 100], ['paidOut', 1, 100]),
];

test.each<[string, number, readonly ChainStep[], unknown]>([
  [
    'what came last',
    45,
    STEPS,
    [
      ['b', 15],
      ['c', 30],
    ],
  ],
  [
    'part of what came before',
    50,
    STEPS,
    [
      ['a', 5],
      ['b', 15],
      ['c', 30],
    ],
  ],
  [
    'what is older than what was read',
    200,
    STEPS,
    [
      [null, 55],
      ['a', 100],
      ['b', 15],
      ['c', 30],
    ],
  ],
  ['no withdrawn money', 10, [step('c', ['withdrawn', 30]), ...STEPS], [['b', 10]]],
  ['what another queue brought', 7, [step(null, ['tookOver', 'x', 1, 10, 7]), ...STEPS], [[null, 7]]],
  ['nothing of a debt', -5, STEPS, []],
])('a pool is made of %s', (_, pool, steps, expected) => {
  expect(named(lotsInPool(fen(pool), steps))).toEqual(expected);
});

test('a payout takes its part of the lots, after those that were paid before it', () => {
  const lots = lotsInPool(fen(50), STEPS);
  expect(named(sliceLots(lots, fen(0), fen(10)))).toEqual([
    ['a', 5],
    ['b', 5],
  ]);
  expect(named(sliceLots(lots, fen(10), fen(20)))).toEqual([
    ['b', 10],
    ['c', 10],
  ]);
  expect(named(sliceLots(lots, fen(45), fen(5)))).toEqual([['c', 5]]);
});
