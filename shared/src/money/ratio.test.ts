import Decimal from 'decimal.js';
import fc from 'fast-check';
import { fen } from './fen';
import {
  compareRatio,
  floorShare,
  isHundredths,
  millionths,
  ratio,
  subtractRatio,
  type Ratio,
} from './ratio';

const ratios = fc
  .integer({ min: 0, max: 1_000_000_000 })
  .map((value) => ratio(new Decimal(value).dividedBy(1e6).toString()));

describe('a ratio', () => {
  test.each([
    ['0.65', '0.65'],
    ['0.650000', '0.65'],
    ['1.0', '1'],
    ['0', '0'],
    ['0.000001', '0.000001'],
    ['1000', '1000'],
  ])('%s is kept as %s', (text, kept) => expect(ratio(text)).toBe(kept));

  test.each([
    '',
    ' 1',
    '.5',
    '1.',
    '-1',
    '+1',
    '1e3',
    '01',
    '0.1234567',
    '1000.000001',
    '1001',
    '１',
    'NaN',
    '0x1',
  ])('"%s" is none', (text) => expect(() => ratio(text)).toThrow(RangeError));

  test('keeps no number that was not checked: a text that only looks like a ratio to the compiler is refused', () => {
    expect(() => millionths('0.0000001' as Ratio)).toThrow(RangeError);
  });

  test('is compared and subtracted by value', () => {
    expect(compareRatio(ratio('0.1'), ratio('0.09'))).toBeGreaterThan(0);
    expect(compareRatio(ratio('2'), ratio('10'))).toBeLessThan(0);
    expect(subtractRatio(ratio('0.04'), ratio('0.025'))).toBe('0.015');
    expect(() => subtractRatio(ratio('0.025'), ratio('0.04'))).toThrow('below zero');
  });

  test('is a whole number of hundredths or not', () => {
    expect(isHundredths(ratio('0.33'))).toBe(true);
    expect(isHundredths(ratio('0.333'))).toBe(false);
  });
});

describe('a share of an amount', () => {
  test.each([
    [3, '0.999999', 2],
    [33333, '0.999999', 33332],
    [16800, '0.65', 10920],
    [16800, '1.3', 21840],
    [1, '0.5', 0],
    [0, '1000', 0],
    [9_007_199_254_740_991, '1', 9_007_199_254_740_991],
    [9_007_199_254_740_991, '0.000001', 9_007_199_254],
  ])('of %i at %s is %i', (amount, text, share) => expect(floorShare(fen(amount), ratio(text))).toBe(share));

  test('is what decimal.js says, rounded down, for every amount and ratio whose share is a whole number that can be held', () => {
    Decimal.set({ precision: 40 });
    fc.assert(
      fc.property(fc.maxSafeNat(), ratios, (amount, share) => {
        const exact = new Decimal(amount).times(share).floor();
        if (exact.greaterThan(Number.MAX_SAFE_INTEGER)) {
          expect(() => floorShare(fen(amount), share)).toThrow(RangeError);
        } else {
          expect(floorShare(fen(amount), share)).toBe(exact.toNumber());
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('of parts of an amount is together never more than of the whole', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), ratios, (a, b, share) => {
        const parts = floorShare(fen(a), share) + floorShare(fen(b), share);
        expect(parts).toBeLessThanOrEqual(floorShare(fen(a + b), share));
      }),
    );
  });

  test('is not taken of less than nothing', () => {
    expect(() => floorShare(fen(-1), ratio('0.5'))).toThrow(RangeError);
  });
});
