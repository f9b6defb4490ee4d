import fc from 'fast-check';
import { fen, sumFen } from '../money/fen';
import { ratio } from '../money/ratio';
import {
  cashierDiscountOn,
  discountOn,
  judgeCoupon,
  type CashierDiscount,
  type CouponLine,
  type CouponRule,
  type CouponScope,
  type Discount,
} from './discount';

const off = (offFen: number): Discount => ({ type: 'amountOff', offFen: fen(offFen) });
const share = (text: string, capFen: number | null = null): Discount => ({
  ...{ type: 'shareOff', ratio: ratio(text), capFen: capFen === null ? null : fen(capFen) },
});

test.each<[string, Discount, number, number]>([
  ['an amount', off(1_000), 10_000, 1_000],
  ['an amount, never more than there is', off(1_000), 300, 300],
  ['a share, rounded down', share('0.05'), 199, 9],
  ['a share up to its cap', share('0.5', 1_000), 10_000, 1_000],
  ['a share below its cap', share('0.05', 1_000), 10_000, 500],
])('%s is taken off', (_, discount, amountFen, expected) => {
  expect(discountOn(discount, fen(amountFen))).toBe(expected);
});

const rule = (minFen: number, discount: Discount, repeats = false): CashierDiscount => ({
  ...{ minFen: fen(minFen), discount, repeats },
});

test.each<[string, CashierDiscount | null, number, number]>([
  ['no rule', null, 10_000, 0],
  ['below the minimum', rule(10_000, off(1_000)), 9_999, 0],
  ['at the minimum', rule(10_000, off(1_000)), 10_000, 1_000],
  ['once, however much is spent', rule(10_000, off(1_000)), 35_000, 1_000],
  ['once for each time', rule(10_000, off(1_000), true), 35_000, 3_000],
  ['95 %', rule(0, share('0.05')), 16_800, 840],
  ['95 %, at most so much', rule(0, share('0.05', 500)), 16_800, 500],
  ['one fen stays to be paid', rule(0, share('0.999999')), 1, 0],
])('a cashier: %s', (_, cashierRule, amountFen, expected) => {
  expect(cashierDiscountOn(cashierRule, fen(amountFen))).toBe(expected);
});

const line = (productId: string, amountFen: number, more: Partial<CouponLine> = {}): CouponLine => ({
  ...{ productId, categoryId: 'tea', storeId: null, amountFen: fen(amountFen), ...more },
});
const coupon = (scope: CouponScope, discount = off(1_000), minFen = 0): CouponRule => ({
  ...{ scope, discount, minFen: fen(minFen) },
});

const LINES = [line('1', 6_000), line('2', 3_000, { categoryId: 'cups' }), line('3', 1_000)];
const AT_STORE = [line('7', 5_000, { storeId: '4' }), line('8', 5_000, { storeId: '4' })];

test.each<[string, CouponRule, readonly CouponLine[], readonly number[]]>([
  ['of the mall lowers every line by its weight', coupon({ type: 'mall' }), LINES, [600, 300, 100]],
  ['of categories lowers theirs', coupon({ type: 'categories', ids: ['tea'] }), LINES, [857, 0, 143]],
  ['of products lowers theirs', coupon({ type: 'products', ids: ['2', '9'] }), LINES, [0, 1_000, 0]],
  ['of a store lowers its products', coupon({ type: 'store', id: '4' }), AT_STORE, [500, 500]],
  ['at its minimum', coupon({ type: 'mall' }, off(10), 10_000), LINES, [6, 3, 1]],
  [
    'larger than the order leaves one fen',
    coupon({ type: 'mall' }, off(99_999)),
    LINES,
    [5_999, 3_000, 1_000],
  ],
])('a coupon %s', (_, couponRule, lines, lineDiscounts) => {
  const discountFen = lineDiscounts.reduce((sum, part) => sum + part, 0);
  expect(judgeCoupon(couponRule, lines)).toEqual({ fits: true, discountFen, lineDiscounts });
});

test.each<[string, CouponRule, readonly CouponLine[], object]>([
  ['of the mall, at a store', coupon({ type: 'mall' }), AT_STORE, { reason: 'nothingFits' }],
  ['of another store', coupon({ type: 'store', id: '5' }), AT_STORE, { reason: 'nothingFits' }],
  ['of a store, in the mall', coupon({ type: 'store', id: '4' }), LINES, { reason: 'nothingFits' }],
  [
    'of a category of the mall, at a store',
    coupon({ type: 'categories', ids: ['tea'] }),
    AT_STORE,
    { reason: 'nothingFits' },
  ],
  [
    'one fen below its minimum',
    coupon({ type: 'mall' }, off(10), 10_001),
    LINES,
    { reason: 'belowMinimum', missingFen: 1 },
  ],
  [
    'whose minimum only other lines reach',
    coupon({ type: 'products', ids: ['3'] }, off(10), 5_000),
    LINES,
    { reason: 'belowMinimum', missingFen: 4_000 },
  ],
  ['that would take the only fen', coupon({ type: 'mall' }), [line('1', 1)], { reason: 'nothingFits' }],
])('a coupon %s does not fit', (_, couponRule, lines, why) => {
  expect(judgeCoupon(couponRule, lines)).toEqual({ fits: false, ...why });
});

test('what a coupon takes off adds up, never exceeds a line, and leaves something to pay', () => {
  const lines = fc.array(
    fc.record({ amountFen: fc.integer({ min: 0, max: 10_000_000 }), isTea: fc.boolean() }),
    { minLength: 1, maxLength: 20 },
  );
  const discounts = fc.oneof(
    fc.integer({ min: 1, max: 20_000_000 }).map((offFen) => off(offFen)),
    fc.integer({ min: 1, max: 999_999 }).map((part) => share(`0.${String(part).padStart(6, '0')}`)),
  );
  fc.assert(
    fc.property(lines, discounts, (drawn, discount) => {
      const all = drawn.map(({ amountFen, isTea }, index) =>
        line(String(index), amountFen, { categoryId: isTea ? 'tea' : 'cups' }),
      );
      const judged = judgeCoupon(coupon({ type: 'categories', ids: ['tea'] }, discount), all);
      if (!judged.fits) return;
      expect(sumFen(judged.lineDiscounts)).toBe(judged.discountFen);
      judged.lineDiscounts.forEach((part, index) => {
        const { amountFen, categoryId } = all[index] ?? line('', 0);
        expect(part).toBeLessThanOrEqual(categoryId === 'tea' ? amountFen : 0);
      });
      expect(judged.discountFen).toBeLessThan(sumFen(all.map(({ amountFen }) => amountFen)));
    }),
  );
});
