import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InvalidPlan, readPlan } from './readPlan';

const TEA = { id: 'tea', priceFen: 10_000 };
const plan = (change: object = {}): object => ({
  name: 'small',
  days: 10,
  products: [TEA],
  buyers: { newPerDay: 2 },
  ...change,
});

const problemsOf = (json: unknown): readonly string[] => {
  try {
    readPlan(json);
    return [];
  } catch (error) {
    if (error instanceof InvalidPlan) return error.problems;
    throw error;
  }
};

const SHIPPED = path.join(__dirname, '../../plans');

test.each(readdirSync(SHIPPED))('%s, which is shipped, is valid', (file) => {
  expect(problemsOf(JSON.parse(readFileSync(path.join(SHIPPED, file), 'utf8')))).toEqual([]);
});

test('a name, days, something to buy and buyers are enough', () => {
  expect(readPlan(plan())).toMatchObject({ seed: 1, startDate: '2026-01-01', stores: [], changes: [] });
});

test.each([
  ['something else than an object', 7, 'the plan'],
  ['an unknown key', plan({ pace: 1 }), 'the plan'],
  ['no days', plan({ days: undefined }), 'days'],
  ['half a day', plan({ days: 1.5 }), 'days'],
  [
    'a price that is not in whole fen',
    plan({ products: [{ ...TEA, priceFen: 0.5 }] }),
    'products[0].priceFen',
  ],
  ['an unknown setting', plan({ settings: { extraction: '0.1' } }), 'settings'],
  ['a ratio that is a number', plan({ settings: { extractionRatio: 0.1 } }), 'settings.extractionRatio'],
  [
    'a random return without a points ratio',
    plan({ settings: { randomReturn: { cashSlots: 1, pointsSlots: 1 } } }),
    'settings.randomReturn',
  ],
  [
    'a change that makes the settings contradict themselves',
    plan({ changes: [{ day: 3, settings: { randomReturn: { cashSlots: 1, pointsSlots: 1 } } }] }),
    'changes[0].settings.randomReturn',
  ],
  ['a change after the end', plan({ changes: [{ day: 11, settings: {} }] }), 'changes[0].day'],
  [
    'changes that are not in order',
    plan({
      changes: [
        { day: 5, settings: {} },
        { day: 5, settings: {} },
      ],
    }),
    'changes[1].day',
  ],
  ['a product that is there twice', plan({ products: [TEA, TEA] }), 'products[1].id'],
  [
    'a product of a store with the name of another',
    plan({ stores: [{ id: 's', products: [{ id: 'tea', priceFen: 1 }] }] }),
    'stores[0].products[0].id',
  ],
  ['a store that is there twice', plan({ stores: [{ id: 's' }, { id: 's' }] }), 'stores[1].id'],
  ['nothing to buy', plan({ products: [] }), 'products'],
  ['only what has no weight', plan({ products: [{ ...TEA, weight: 0 }] }), 'products'],
  ['baskets without a weight', plan({ baskets: [{ lines: 1, weight: 0 }] }), 'baskets'],
  [
    'amounts from more to less',
    plan({ stores: [{ id: 's', cashierOrders: { fromFen: 2, toFen: 1 } }] }),
    'stores[0].cashierOrders.toFen',
  ],
  ['completion before payment', plan({ completion: { fromDays: 5, toDays: 4 } }), 'completion.toDays'],
  [
    'a refund on the day itself',
    plan({ refunds: { share: '0.1', fromDays: 0, toDays: 1 } }),
    'refunds.fromDays',
  ],
  [
    'more levels than buyers',
    plan({
      buyers: {
        newPerDay: 1,
        levels: [
          { level: 'a', share: '0.6' },
          { level: 'b', share: '0.6' },
        ],
      },
    }),
    'buyers.levels',
  ],
  [
    'a trade beyond all measure',
    plan({ days: 400, buyers: { newPerDay: 100, dailyFactor: '1.1' } }),
    'buyers',
  ],
])('%s is refused, and its path is named', (_, json, where) => {
  expect(problemsOf(json).map((problem) => problem.split(': ')[0])).toContain(where);
});
