import { someEntry, someFacts, someLine, someLineTerms, someOrder, NOON } from '../../../test/handmade';
import { entryId, productId } from '../../ids/ids';
import { fen } from '../../money/fen';
import { ratio } from '../../money/ratio';
import { defaultSettings } from '../../settings/platformSettings';
import { quoteLine, type LineToPlace, type QueueStanding } from '../settle/place';
import { planQueue } from '../settle/plan';
import { brakedRatio } from './brake';

const BRAKE = { floor: ratio('0.5'), factor: ratio('0.4') };

describe('the chosen ratio while coverage is below the floor', () => {
  test.each<[string, number, number, string]>([
    ['is left alone at the floor itself', 500, 1000, '1.3'],
    ['is multiplied a fen below it', 499, 1000, '0.52'],
    ['is left alone when nobody waits', 0, 0, '1.3'],
    ['is multiplied when more was withdrawn than came in', -1, 1000, '0.52'],
    ['is compared exactly with amounts of any size', 4_000_000_000_000_000, 8_000_000_000_000_001, '0.52'],
  ])('%s', (_, inflow, outstanding, expected) => {
    const coverage = { inflowFen: fen(inflow), outstandingFen: fen(outstanding) };
    expect(brakedRatio(ratio('1.3'), coverage, BRAKE)).toBe(expected);
  });

  test('is rounded down to six decimals', () => {
    const coverage = { inflowFen: fen(0), outstandingFen: fen(1) };
    const brake = { floor: ratio('1'), factor: ratio('0.333333') };
    expect(brakedRatio(ratio('0.1'), coverage, brake)).toBe('0.033333');
  });
});

const LINE: LineToPlace = {
  kind: 'mall',
  product: { id: productId('p'), rules: { entitlementRatio: ratio('1.3') } },
  store: null,
  paidFen: fen(10_000),
};
const BUYER = { level: null, spent: () => fen(0) };
const settings = { ...defaultSettings(), brake: BRAKE };
const standing = (change: Partial<QueueStanding>) => (): QueueStanding => ({
  inflowFen: fen(10),
  outstandingFen: fen(1000),
  closed: false,
  ...change,
});

test('the quote says that the ratio is braked, and by how much', () => {
  const quote = quoteLine(LINE, BUYER, settings, standing({}));
  expect(quote).toMatchObject({
    terms: { entitlementRatio: '0.52', brakeFactor: '0.4', source: 'product.fixed' },
    entitledFen: 5200,
    explanation: {
      brake: { ratioBefore: '1.3', brake: BRAKE, coverage: { inflowFen: 10, outstandingFen: 1000 } },
    },
  });
});

test('without a brake in the settings, above the floor, and with a queue that nobody has joined, nothing is braked', () => {
  const plain = quoteLine(LINE, BUYER, defaultSettings());
  expect(plain).toMatchObject({
    terms: { entitlementRatio: '1.3' },
    explanation: { brake: null, closed: false },
  });
  expect(quoteLine(LINE, BUYER, defaultSettings(), standing({}))).toEqual(plain);
  expect(quoteLine(LINE, BUYER, settings, standing({ inflowFen: fen(500) }))).toEqual(plain);
  expect(quoteLine(LINE, BUYER, settings)).toEqual(plain);
});

test('an order for a closed queue is quoted with the rebate off', () => {
  const quote = quoteLine(LINE, BUYER, settings, standing({ closed: true }));
  expect(quote).toMatchObject({
    terms: { rebateOn: false },
    entitledFen: 0,
    explanation: { closed: true, brake: null },
  });
});

test('a factor of 0 gives no entry', () => {
  const off = { ...settings, brake: { ...BRAKE, factor: ratio('0') } };
  const { terms } = quoteLine(LINE, BUYER, off, standing({}));
  const order = someOrder('x', 0, { lines: [someLine(10_000, { terms: { ...terms } })] });
  const plan = planQueue(someFacts([], { orders: [order] }), [{ type: 'paid', order: order.id, at: NOON }]);
  expect(plan.entryInserts).toEqual([]);
  expect(plan.events).toMatchObject([{ type: 'notJoined', reason: 'nothingEntitled' }]);
});

test('what is drawn for a braked entry is braked too', () => {
  const lottery = { type: 'fixed', prizes: [{ ratio: ratio('2'), weight: 1 }] } as const;
  const own = someEntry(1, 5200, { ratio: ratio('0.52') });
  const terms = someLineTerms({ lottery, entitlementRatio: ratio('0.52'), brakeFactor: ratio('0.4') });
  const order = someOrder('e1', 0, { lines: [someLine(10_000, { entry: own.id, terms })] });
  const plan = planQueue(someFacts([own], { orders: [order] }), [
    { type: 'draw', entry: entryId('e1/0'), outcome: ratio('2'), at: NOON },
  ]);
  expect(plan.entryUpdates).toMatchObject([{ ratio: '0.8', entitledFen: 8000 }]);
});
