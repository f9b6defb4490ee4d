import fc from 'fast-check';
import { fen, sumFen } from './fen';
import { splitByLargestRemainder, splitRoundingDown } from './split';

const weights = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });

describe('splitting by largest remainder', () => {
  test.each([
    ['equal remainders go to the earlier', 100, [1, 1, 1], [34, 33, 33]],
    ['the largest remainder first', 10, [1, 2, 4], [1, 3, 6]],
    ['a weight of 0 gets nothing', 7, [0, 5], [0, 7]],
    ['nothing is spread over anything', 0, [0, 0], [0, 0]],
  ])('%s', (_, amount, parts, expected) => {
    expect(splitByLargestRemainder(fen(amount), parts)).toEqual(expected);
  });

  test('parts add up to the amount and differ from their exact share by less than a fen', () => {
    fc.assert(
      fc.property(fc.nat(), weights, (amount, parts) => {
        const whole = parts.reduce((sum, part) => sum + part, 0);
        fc.pre(whole > 0);
        const split = splitByLargestRemainder(fen(amount), parts);
        expect(sumFen(split)).toBe(amount);
        split.forEach((part, index) => {
          const down = Number((BigInt(amount) * BigInt(parts[index] ?? 0)) / BigInt(whole));
          expect(part - down === 0 || part - down === 1).toBe(true);
        });
      }),
    );
  });

  test('refuses an amount that nothing carries', () => {
    expect(() => splitByLargestRemainder(fen(1), [0])).toThrow('spread over nothing');
  });
});

describe('splitting rounding down', () => {
  test('leaves less than a fen a part', () => {
    fc.assert(
      fc.property(fc.nat(), weights, (amount, parts) => {
        const rest = amount - sumFen(splitRoundingDown(fen(amount), parts));
        const carrying = parts.filter((part) => part > 0).length;
        expect(rest).toBeGreaterThanOrEqual(0);
        expect(rest).toBeLessThan(carrying === 0 ? amount + 1 : carrying);
      }),
    );
  });

  test.each([
    ['a negative amount', -1, [1]],
    ['a negative weight', 1, [-1]],
    ['half a weight', 1, [0.5]],
  ])('refuses %s', (_, amount, parts) =>
    expect(() => splitRoundingDown(fen(amount), parts)).toThrow(RangeError),
  );
});
