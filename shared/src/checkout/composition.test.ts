import fc from 'fast-check';
import { fen, sumFen, type Fen } from '../money/fen';
import { ratio } from '../money/ratio';
import type { Deduction } from '../settings/kinds';
import { compose, NOTHING_SPENT, type Composition, type Spending, type ToCompose } from './composition';
import { deductionLimit, deductionWorth, mostToDeduct } from './deductions';
import { worthOf } from './refundParts';

const rule = (valueRatio: string, maxRatio: string): Deduction => ({
  valueRatio: ratio(valueRatio),
  maxRatio: ratio(maxRatio),
});
const spending = (amounts: Partial<Record<keyof Spending, number>>): Spending => ({
  points: fen(amounts.points ?? 0),
  love: fen(amounts.love ?? 0),
  voucher: fen(amounts.voucher ?? 0),
  cash: fen(amounts.cash ?? 0),
});
const RICH = spending({ points: 1_000_000, love: 1_000_000, voucher: 1_000_000, cash: 1_000_000 });

const toCompose = (parts: Partial<ToCompose>): ToCompose => ({
  goodsFen: [fen(10_000), fen(5_000)],
  freightFen: fen(800),
  wishes: NOTHING_SPENT,
  balances: RICH,
  rules: { points: rule('0.01', '0.5'), love: rule('1', '0.2') },
  ...parts,
});

function composed(parts: Partial<ToCompose>): Composition {
  const result = compose(toCompose(parts));
  if (!result.fits) throw new Error(JSON.stringify(result.refusal));
  return result.composition;
}

function refusal(parts: Partial<ToCompose>) {
  const result = compose(toCompose(parts));
  return result.fits ? null : result.refusal;
}

describe('what an order is paid with', () => {
  test('is WeChat alone when nothing else is wished', () => {
    expect(composed({})).toMatchObject({
      totalFen: 15_800,
      wechatFen: 15_800,
      cashFen: 0,
      deductedFen: 0,
      voucherUsed: 0,
    });
  });

  test('is spread over the lines by what they come to; freight is money', () => {
    const { lines, ...order } = composed({
      wishes: spending({ points: 30_000, love: 600, voucher: 3_000, cash: 2_000 }),
    });
    // 300 points of 0.01 yuan are 3 yuan; 6 love of 1 yuan are 6; a voucher of 30.
    expect(lines).toEqual([
      { paidFen: 7_400, pointsUsed: 20_000, loveUsed: 400, deductedFen: 600, voucherUsed: 2_000 },
      { paidFen: 3_700, pointsUsed: 10_000, loveUsed: 200, deductedFen: 300, voucherUsed: 1_000 },
    ]);
    expect(order).toMatchObject({ deductedFen: 900, totalFen: 11_900, cashFen: 2_000, wechatFen: 9_900 });
  });

  test('can be the balance alone', () => {
    const cash = composed({ wishes: spending({ cash: 15_800 }) });
    expect(cash).toMatchObject({ totalFen: 15_800, wechatFen: 0 });
    const voucher = composed({ freightFen: fen(0), wishes: spending({ voucher: 15_000 }) });
    expect(voucher).toMatchObject({ totalFen: 0, wechatFen: 0 });
  });

  test('takes no more points than their worth in whole fen costs', () => {
    expect(composed({ wishes: spending({ points: 399 }) })).toMatchObject({
      pointsUsed: 300,
      deductedFen: 3,
    });
    expect(composed({ wishes: spending({ points: 99 }) })).toMatchObject({ pointsUsed: 0, deductedFen: 0 });
  });
});

describe('a wish that cannot be met is refused', () => {
  test.each<[string, Partial<ToCompose>, object]>([
    [
      'points above the balance',
      { balances: spending({ points: 99 }), wishes: spending({ points: 100 }) },
      { of: 'points', why: 'balance', most: 0 },
    ],
    [
      'points above their limit',
      { wishes: spending({ points: 750_100 }) },
      { of: 'points', why: 'limit', most: 750_000 },
    ],
    [
      'points where they are not used',
      { rules: { points: null, love: null }, wishes: spending({ points: 1 }) },
      { of: 'points', why: 'limit', most: 0 },
    ],
    [
      'love above its limit',
      { wishes: spending({ love: 3_001 }) },
      { of: 'love', why: 'limit', most: 3_000 },
    ],
    [
      'a voucher above what is left of the goods',
      { wishes: spending({ love: 3_000, voucher: 12_001 }) },
      { of: 'voucher', why: 'limit', most: 12_000 },
    ],
    [
      'a voucher for the freight',
      { wishes: spending({ voucher: 15_001 }) },
      { of: 'voucher', why: 'limit', most: 15_000 },
    ],
    [
      'cash above the total',
      { wishes: spending({ cash: 15_801 }) },
      { of: 'cash', why: 'limit', most: 15_800 },
    ],
    [
      'cash from a balance below zero',
      { balances: spending({ cash: -5 }), wishes: spending({ cash: 1 }) },
      { of: 'cash', why: 'balance', most: 0 },
    ],
  ])('%s', (_, parts, expected) => {
    expect(refusal(parts)).toEqual(expected);
  });
});

const amounts = (max: number) => fc.nat({ max }).map(fen);
const someRule = fc.option(
  fc.record({
    valueRatio: fc.constantFrom('0.01', '0.333333', '1', '7.5', '0').map(ratio),
    maxRatio: fc.constantFrom('0', '0.3', '1').map(ratio),
  }),
  { nil: null },
);
const someSpending = fc.record({
  points: amounts(200_000),
  love: amounts(20_000),
  voucher: amounts(20_000),
  cash: amounts(20_000),
});
const anything: fc.Arbitrary<ToCompose> = fc.record({
  goodsFen: fc.array(amounts(20_000), { minLength: 1, maxLength: 5 }),
  freightFen: amounts(2_000),
  wishes: someSpending,
  balances: someSpending,
  rules: fc.record({ points: someRule, love: someRule }),
});

describe('of any order', () => {
  test('the parts come to the goods and the freight, line by line and in all, and no part is below zero', () => {
    fc.assert(
      fc.property(anything, (input) => {
        const result = compose(input);
        fc.pre(result.fits);
        const { lines, ...order } = result.composition;
        expect(lines.map(worthOf)).toEqual(input.goodsFen);
        for (const line of lines)
          for (const part of Object.values<Fen>({ ...line })) expect(part).toBeGreaterThanOrEqual(0);
        expect(order.totalFen).toBe(sumFen([...lines.map(({ paidFen }) => paidFen), input.freightFen]));
        expect(order.cashFen + order.wechatFen).toBe(order.totalFen);
        expect(order.wechatFen).toBeGreaterThanOrEqual(0);
        for (const part of ['pointsUsed', 'loveUsed', 'deductedFen', 'voucherUsed'] as const)
          expect(sumFen(lines.map((line) => line[part]))).toBe(order[part]);
        expect(order.pointsUsed).toBeLessThanOrEqual(input.wishes.points);
        expect(order.pointsUsed).toBeLessThanOrEqual(Math.max(input.balances.points, 0));
      }),
      { numRuns: 500 },
    );
  });

  test('the most that is offered is accepted, and a refused wish is above it', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('points', 'love', 'voucher', 'cash'), (input, of) => {
        const { most } = composed({ ...input, wishes: NOTHING_SPENT });
        expect(compose({ ...input, wishes: { ...NOTHING_SPENT, [of]: most[of] } }).fits).toBe(true);
        const refused = refusal(input);
        if (refused !== null) expect(input.wishes[refused.of]).toBeGreaterThan(refused.most);
      }),
      { numRuns: 500 },
    );
  });

  test('the most of a deduction is worth no less than every amount within balance and limit', () => {
    fc.assert(
      fc.property(amounts(5_000), amounts(3_000), someRule, (balance, goodsFen, asRule) => {
        fc.pre(asRule !== null);
        const limit = deductionLimit(goodsFen, asRule);
        const best = deductionWorth(mostToDeduct(balance, limit, asRule), asRule);
        expect(best).toBeLessThanOrEqual(limit);
        for (let amount = 0; amount <= balance; amount += 7) {
          const worth = deductionWorth(fen(amount), asRule);
          if (worth <= limit) expect(worth).toBeLessThanOrEqual(best);
        }
      }),
    );
  });
});
