import fc from 'fast-check';
import Decimal from 'decimal.js';
import { memberId, productId, storeId } from '../../ids/ids';
import { fen } from '../../money/fen';
import { ratio, ZERO_RATIO } from '../../money/ratio';
import { defaultSettings, type PlatformSettings } from '../../settings/platformSettings';
import type { ItemRules, StoreRules } from '../../settings/rules';
import type { Catalogue, CatalogueProduct, CatalogueStore } from './catalogue';
import { checkMargins, marginName, type MarginFinding } from './checkMargins';

const product = (
  priceFen: number,
  costFen: number,
  rules: ItemRules = {},
  skuName: string | null = null,
): CatalogueProduct => ({
  id: productId('p'),
  rules,
  skus: [{ name: skuName, priceFen: fen(priceFen), costFen: fen(costFen) }],
});

const store = (
  commission: string,
  rules: Partial<StoreRules> = {},
  products: CatalogueStore['products'] = [],
): CatalogueStore => ({
  id: storeId('s'),
  rules: { commissionRatio: ratio(commission), recruiter: null, rebate: {}, cashier: {}, ...rules },
  products,
});

const settings = (changes: Partial<PlatformSettings> = {}): PlatformSettings => ({
  ...defaultSettings(),
  paymentFeeRatio: ZERO_RATIO,
  ...changes,
});

const findings = (changes: Partial<PlatformSettings>, catalogue: Partial<Catalogue>): MarginFinding[] =>
  checkMargins(settings(changes), { products: [], stores: [], ...catalogue });

const names = (changes: Partial<PlatformSettings>, catalogue: Partial<Catalogue>): string[] =>
  findings(changes, catalogue).map(({ subject }) => marginName(subject));

const REFERRAL = { directRatio: ratio('0.03'), indirectRatio: ratio('0.02'), freezeDays: 0 };
const TEAM = { levelRatios: { v1: ratio('0.01'), v2: ratio('0.05'), v3: ratio('0.04') }, maxDepth: 2 };
/** 0.1 extracted, 0.03 direct, 0.02 indirect, 0.05 team, 0.006 fee: 0.206 in all. */
const EVERYTHING = { referral: REFERRAL, team: TEAM, paymentFeeRatio: ratio('0.006') };
const POINTS = {
  pointsPerYuan: ratio('2'),
  deductions: { points: { valueRatio: ratio('0.01'), maxRatio: ratio('0.5') }, love: null },
};

describe('a mall product', () => {
  test.each<[string, Partial<PlatformSettings>, CatalogueProduct, boolean]>([
    ['fits when it gives exactly what it earns', {}, product(1000, 900), true],
    ['does not fit when it gives one fen more', {}, product(1000, 901), false],
    ['counts every reward, the highest level and the fee: just enough', EVERYTHING, product(1000, 794), true],
    [
      'counts every reward, the highest level and the fee: a fen short',
      EVERYTHING,
      product(1000, 795),
      false,
    ],
    ['gives its own extraction', {}, product(1000, 800, { extractionRatio: ratio('0.21') }), false],
    [
      'has rewards to pay also when its rebate is off',
      EVERYTHING,
      product(1000, 895, { enabled: false }),
      false,
    ],
    [
      'extracts nothing when its rebate is off',
      EVERYTHING,
      product(1000, 894, { enabled: false, extractionRatio: ratio('0.9') }),
      true,
    ],
    ['extracts nothing when the platform is off', { enabled: false }, product(1000, 1000), true],
    [
      'owes no team reward when nobody is walked up to',
      { team: { ...TEAM, maxDepth: 0 } },
      product(1000, 900),
      true,
    ],
    ['gives points away at what they are worth', POINTS, product(1000, 880), true],
    ['gives points away at what they are worth: a fen short', POINTS, product(1000, 881), false],
    [
      'gives nothing with points that cannot be deducted',
      { pointsPerYuan: ratio('2') },
      product(1000, 900),
      true,
    ],
    ['is weighed without regard to the cap at profit', { capAtProfit: true }, product(1000, 950), false],
    ['sold below its cost never fits', { extractionRatio: ZERO_RATIO }, product(1000, 1001), false],
    ['given away for nothing fits when it costs nothing', {}, product(0, 0), true],
    ['given away for nothing does not fit when it costs something', {}, product(0, 1), false],
    ['of the largest amounts is compared exactly', {}, product(2 ** 53 - 1, 8106479329266891), true],
    [
      'of the largest amounts is compared exactly: a fen more',
      {},
      product(2 ** 53 - 1, 8106479329266892),
      false,
    ],
  ])('%s', (_, changes, item, fits) => {
    expect(findings(changes, { products: [item] })).toHaveLength(fits ? 0 : 1);
  });

  test('has each of its versions checked, at its own price and cost', () => {
    const item: CatalogueProduct = {
      ...product(1000, 500),
      skus: [
        { name: 'red', priceFen: fen(1000), costFen: fen(500) },
        { name: 'blue', priceFen: fen(500), costFen: fen(500) },
      ],
    };
    expect(names({}, { products: [item] })).toEqual(['product:p/blue']);
  });

  test('that does not fit is listed with every number', () => {
    expect(
      findings(EVERYTHING, { products: [product(300, 299, { extractionRatio: ratio('0.2') })] }),
    ).toEqual([
      {
        subject: { type: 'product', product: 'p', sku: null },
        terms: [
          { kind: 'extraction', ratio: '0.2' },
          { kind: 'direct', ratio: '0.03' },
          { kind: 'indirect', ratio: '0.02' },
          { kind: 'team', ratio: '0.05' },
          { kind: 'paymentFee', ratio: '0.006' },
          { kind: 'points', ratio: '0' },
        ],
        extractionFrom: 'product',
        sum: '0.306',
        margin: '0.003333',
        over: '0.302667',
      },
    ]);
  });

  test('that is over by less than a millionth still says that it is over', () => {
    const found = findings({}, { products: [product(10_000_007, 9_000_007)] });
    expect(found).toMatchObject([{ sum: '0.1', margin: '0.099999', over: '0.000001' }]);
  });

  test('with a price of 0 has no margin that could be named', () => {
    expect(findings({}, { products: [product(0, 5)] })).toMatchObject([{ margin: null, over: null }]);
  });
});

describe('a store', () => {
  const RECRUITED = { recruiter: memberId('m') };
  const RECRUITMENT = { recruitment: { ratio: ratio('0.5') } };

  test.each<[string, Partial<PlatformSettings>, CatalogueStore, string[]]>([
    ['fits when it gives exactly its commission', {}, store('0.1'), []],
    [
      'is listed with its online sales and its cashier apart',
      {},
      store('0.099999'),
      ['store:s', 'cashier:s'],
    ],
    ['without a commission never fits while anything is given', {}, store('0'), ['store:s', 'cashier:s']],
    ['pays its recruiter out of the commission', RECRUITMENT, store('0.2', RECRUITED), []],
    [
      'pays its recruiter out of the commission: too little left',
      RECRUITMENT,
      store('0.199998', RECRUITED),
      ['store:s', 'cashier:s'],
    ],
    ['that nobody brought in pays no recruiter', RECRUITMENT, store('0.1'), []],
    [
      'has its cashier judged by the rules of its cashier',
      {},
      store('0.1', { cashier: { extractionRatio: ratio('0.2') } }),
      ['cashier:s'],
    ],
    [
      'has its online sales judged by the rules of its online sales',
      {},
      store('0.1', { rebate: { extractionRatio: ratio('0.2') } }),
      ['store:s'],
    ],
    [
      'sells products under their own extraction before its own',
      {},
      store('0.2', { rebate: { extractionRatio: ratio('0.15') } }, [
        { id: productId('a'), rules: { extractionRatio: ratio('0.3') } },
        { id: productId('b'), rules: { extractionRatio: ratio('0.2') } },
        { id: productId('c'), rules: {} },
      ]),
      ['store:s/product:a'],
    ],
    [
      'has what all its products share said once, and not again for each',
      {},
      store('0.05', {}, [{ id: productId('c'), rules: {} }]),
      ['store:s', 'cashier:s'],
    ],
    [
      'still pays rewards for a product whose rebate is off',
      { referral: { ...REFERRAL, directRatio: ratio('0.3') } },
      store('0.2', {}, [{ id: productId('d'), rules: { enabled: false } }]),
      ['store:s', 'store:s/product:d', 'cashier:s'],
    ],
    [
      'whose rebate is off extracts nothing, whatever its products say',
      {},
      store('0.05', { rebate: { enabled: false }, cashier: { enabled: false } }, [
        { id: productId('a'), rules: { extractionRatio: ratio('0.3') } },
      ]),
      [],
    ],
  ])('%s', (_, changes, item, expected) => {
    expect(names(changes, { stores: [item] })).toEqual(expected);
  });

  test('lists the recruitment as what it is of net paid', () => {
    const [found] = findings(RECRUITMENT, { stores: [store('0.100001', RECRUITED)] });
    expect(found).toMatchObject({ sum: '0.150001', margin: '0.100001', over: '0.05' });
    expect(found?.terms).toContainEqual({ kind: 'recruitment', ratio: '0.050001' });
  });
});

describe('with the union scheme', () => {
  const UNION: Partial<PlatformSettings> = { ...EVERYTHING, scheme: 'union', extractionRatio: ratio('0.9') };

  test.each<[string, CatalogueProduct, string[]]>([
    ['the pool gets its share of the margin in place of the extraction: just enough', product(1000, 735), []],
    ['the pool gets its share of the margin: a fen short', product(1000, 736), ['product:p']],
    ['a loss gives the pool nothing', product(1000, 1100), ['product:p']],
    ['with the rebate off there is no share', product(1000, 894, { enabled: false }), []],
  ])('%s', (_, item, expected) => {
    expect(names(UNION, { products: [item] })).toEqual(expected);
  });

  test('a store gives its share of the commission', () => {
    expect(names(UNION, { stores: [store('0.265')] })).toEqual([]);
    expect(findings(UNION, { stores: [store('0.26')] })).toMatchObject([
      { subject: { type: 'store' }, terms: [{ kind: 'unionPool', ratio: '0.156' }, {}, {}, {}, {}, {}, {}] },
      { subject: { type: 'cashier' }, extractionFrom: null, sum: '0.262', over: '0.002' },
    ]);
  });
});

/** The rule of SPEC section 12 once more, in another arithmetic: both sides times price × 10¹², as decimals without a bound. */
test('for any settings, what is listed is what the formula says, and the numbers shown never hide it', () => {
  const Exact = Decimal.clone({ precision: 60 });
  const share = fc.integer({ min: 0, max: 300_000 }).map((n) => ratio(new Decimal(n).div(1e6).toString()));
  const shop = fc.record({
    share: fc.tuple(share, share, share, share, share, share),
    union: fc.boolean(),
    price: fc.integer({ min: 1, max: 1_000_000 }),
    cost: fc.integer({ min: 0, max: 1_000_000 }),
    commission: share,
    recruited: fc.boolean(),
  });
  fc.assert(
    fc.property(shop, ({ share: [extraction, direct, indirect, team, fee, recruitment], ...given }) => {
      const changed = settings({
        scheme: given.union ? 'union' : 'perOrder',
        extractionRatio: extraction,
        union: { poolRatio: extraction, dailyCapFen: null },
        referral: { directRatio: direct, indirectRatio: indirect, freezeDays: 0 },
        team: { levelRatios: { v1: team }, maxDepth: 2 },
        paymentFeeRatio: fee,
        recruitment: { ratio: recruitment },
      });
      const found = checkMargins(changed, {
        products: [product(given.price, given.cost)],
        stores: [store(given.commission, { recruiter: given.recruited ? memberId('m') : null })],
      });
      const rewards = new Exact(direct).plus(indirect).plus(team).plus(fee);
      const queueGets = (margin: Decimal): Decimal =>
        given.union ? Exact.max(0, margin).times(extraction) : new Exact(extraction);
      const earned = new Exact(given.price).minus(given.cost);
      const productFits = given.union
        ? rewards.times(given.price).plus(queueGets(earned)).lte(earned)
        : rewards.plus(extraction).times(given.price).lte(earned);
      const commission = new Exact(given.commission);
      const recruiting = given.recruited ? commission.times(recruitment) : new Exact(0);
      const storeFits = rewards.plus(queueGets(commission)).plus(recruiting).lte(commission);
      expect(found.map(({ subject }) => subject.type)).toEqual([
        ...(productFits ? [] : ['product']),
        ...(storeFits ? [] : ['store', 'cashier']),
      ]);
      for (const { sum, margin, over } of found) {
        expect(new Decimal(over ?? 0).greaterThan(0)).toBe(true);
        expect(new Decimal(sum).greaterThan(margin ?? 0)).toBe(true);
      }
    }),
  );
});
