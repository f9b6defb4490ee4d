import {
  addFractions,
  compareFractions,
  fraction,
  fractionOf,
  multiplyFractions,
  roundedDownText,
  roundedUpText,
  subtractFraction,
} from './fraction';
import { ratio } from './ratio';

test('thirds add up to a whole, exactly', () => {
  const third = fraction(1, 3);
  expect(compareFractions(addFractions([third, third, third]), fraction(1, 1))).toBe(0);
});

test('a product of two ratios keeps all its twelve decimals', () => {
  const tiny = fractionOf(ratio('0.000001'));
  expect(multiplyFractions(tiny, tiny)).toEqual({ numerator: 1n, denominator: 1_000_000_000_000n });
});

test.each([
  ['a third', fraction(1, 3), '0.333333', '0.333334'],
  ['what has no more than six decimals', fractionOf(ratio('0.65')), '0.65', '0.65'],
  ['less than a millionth', fraction(1, 9_000_000), '0', '0.000001'],
  ['a loss', fraction(-1, 3), '-0.333334', '-0.333333'],
  ['more than a whole', fraction(5, 3), '1.666666', '1.666667'],
  ['nothing', fraction(0, 7), '0', '0'],
])('%s is shown on the side that is asked for', (_, value, down, up) => {
  expect([roundedDownText(value), roundedUpText(value)]).toEqual([down, up]);
});

test('the difference tells the smaller from the larger', () => {
  const over = subtractFraction(fractionOf(ratio('0.4')), fraction(2, 5));
  expect(over.numerator).toBe(0n);
  expect(compareFractions(fraction(2, 5), fraction(3, 7))).toBeLessThan(0);
  expect(compareFractions(fraction(3, 7), fraction(2, 5))).toBeGreaterThan(0);
});

test('a share of nothing is refused', () => {
  expect(() => fraction(1, 0)).toThrow(RangeError);
});
