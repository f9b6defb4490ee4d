import { productId, storeId } from '../../ids/ids';
import { fen } from '../../money/fen';
import { ratio } from '../../money/ratio';
import { defaultSettings, type PlatformSettings } from '../../settings/platformSettings';
import type { ItemRules, PlaceRules } from '../../settings/rules';
import { lineTerms, orderTerms, quoteLine, type LineToPlace } from './place';

const BUYER = { level: null, spent: () => fen(0) };

interface Rules {
  readonly product?: ItemRules;
  readonly store?: PlaceRules;
  readonly cashier?: PlaceRules;
}

const toPlace = (
  kind: LineToPlace['kind'],
  { product = {}, store = {}, cashier = {} }: Rules = {},
): LineToPlace => ({
  kind,
  product: kind === 'cashier' ? null : { id: productId('p'), rules: product },
  store:
    kind === 'mall'
      ? null
      : {
          id: storeId('s'),
          rules: { commissionRatio: ratio('0.2'), recruiter: null, rebate: store, cashier },
        },
  paidFen: fen(16_800),
});

const termsOf = (line: LineToPlace, settings: Partial<PlatformSettings> = {}) =>
  lineTerms(line, BUYER, { ...defaultSettings(), ...settings });

describe('the queue', () => {
  test.each<[LineToPlace['kind'], Partial<PlatformSettings>, string]>([
    ['mall', {}, 'mall'],
    ['mall', { mallSharesQueue: false }, 'product:p'],
    ['store', {}, 'store:s'],
    ['store', { storesShareQueue: true }, 'stores'],
    ['cashier', {}, 'cashier:s'],
    ['cashier', { cashiersShareQueue: true }, 'cashiers'],
    ['mall', { scheme: 'union' }, 'union'],
    ['store', { scheme: 'union' }, 'union'],
    ['cashier', { scheme: 'union' }, 'union'],
  ])('of a %s order with %j is %s', (kind, settings, queue) =>
    expect(termsOf(toPlace(kind), settings).queue).toBe(queue),
  );
});

describe('the rebate is on', () => {
  const off = { enabled: false };
  test.each<[string, LineToPlace, Partial<PlatformSettings>, boolean]>([
    ['when nothing is set', toPlace('store'), {}, true],
    ['not when the platform is off', toPlace('mall', { product: { enabled: true } }), off, false],
    ['not when the product is off', toPlace('mall', { product: off }), {}, false],
    ['not for a store order when its store is off', toPlace('store', { store: off }), {}, false],
    ['for a store order whatever the cashier says', toPlace('store', { cashier: off }), {}, true],
    ['not when the cashier is off', toPlace('cashier', { cashier: off }), {}, false],
    ['at a cashier whatever the store says', toPlace('cashier', { store: off }), {}, true],
  ])('%s', (_, line, settings, on) => expect(termsOf(line, settings).rebateOn).toBe(on));
});

describe('the extraction ratio', () => {
  const own = (value: string) => ({ extractionRatio: ratio(value) });
  test.each<[string, LineToPlace, string]>([
    ["is the product's", toPlace('store', { product: own('0.2'), store: own('0.3') }), '0.2'],
    ["else the store's", toPlace('store', { store: own('0.3'), cashier: own('0.4') }), '0.3'],
    ["else the platform's", toPlace('store', { cashier: own('0.4') }), '0.1'],
    ["at a cashier is the cashier's", toPlace('cashier', { store: own('0.3'), cashier: own('0.4') }), '0.4'],
    ["else the platform's, not the store's", toPlace('cashier', { store: own('0.3') }), '0.1'],
  ])('%s', (_, line, expected) => expect(termsOf(line).extractionRatio).toBe(expected));
});

describe('the random return', () => {
  const rule = { cashSlots: 1, pointsSlots: 1 };
  const platform = {
    randomReturn: { cashSlots: 2, pointsSlots: 1 },
    exchange: { points: { ratio: ratio('0.8') } },
  };
  test.each<[string, LineToPlace, string | null]>([
    ["of a mall order is the platform's", toPlace('mall'), 'platform'],
    ["of a store that set nothing is the platform's", toPlace('store'), 'platform'],
    [
      'of a store that set its own is its own',
      toPlace('store', { store: { randomReturn: rule } }),
      'store:s',
    ],
    ['of a store that switched it off is none', toPlace('store', { store: { randomReturn: null } }), null],
    ["of a cashier is not its store's", toPlace('cashier', { store: { randomReturn: rule } }), 'platform'],
    [
      'of a cashier that set its own is its own',
      toPlace('cashier', { cashier: { randomReturn: rule } }),
      'cashier:s',
    ],
  ])('%s', (_, line, owner) => expect(termsOf(line, platform).randomReturn?.owner ?? null).toBe(owner));

  test('carries the points ratio of the day', () => {
    expect(termsOf(toPlace('mall'), platform).randomReturn).toEqual({
      ...platform.randomReturn,
      owner: 'platform',
      pointsRatio: '0.8',
    });
  });
});

test('gates are those of the product and of the store for a store order, and of the cashier alone for its own', () => {
  const limits = {
    product: { maxPerMember: 1 },
    store: { maxPerMemberPerDay: 2 },
    cashier: { maxPerMember: 3 },
  };
  expect(termsOf(toPlace('store', limits)).gates).toEqual([
    { scope: 'product:p', windows: [], maxPerMember: 1, maxPerMemberPerDay: null },
    { scope: 'store:s', windows: [], maxPerMember: null, maxPerMemberPerDay: 2 },
  ]);
  expect(termsOf(toPlace('cashier', limits)).gates).toEqual([
    { scope: 'cashier:s', windows: [], maxPerMember: 3, maxPerMemberPerDay: null },
  ]);
  expect(termsOf(toPlace('mall', limits)).gates).toHaveLength(1);
});

test('terms are plain JSON: they come back as they were kept', () => {
  const settings = defaultSettings();
  const terms = {
    order: orderTerms(settings),
    line: termsOf(toPlace('store', { store: { maxPerMember: 1 } })),
  };
  expect(JSON.parse(JSON.stringify(terms))).toEqual(terms);
});

test('the quote says what the buyer will be entitled to, by which rule, and what was asked before', () => {
  const quote = quoteLine(
    toPlace('mall', { product: { entitlementRatio: ratio('1.3') } }),
    BUYER,
    defaultSettings(),
  );
  expect(quote).toMatchObject({
    entitledFen: 21_840,
    terms: { source: 'product.fixed', entitlementRatio: '1.3' },
  });
  expect(quote.explanation.entitlement.map(({ source }) => source).at(-1)).toBe('product.fixed');
  expect(
    quoteLine(toPlace('mall', { product: { enabled: false } }), BUYER, defaultSettings()).entitledFen,
  ).toBe(0);
});
