import { ratio } from '../../money/ratio';
import type { Lottery } from '../../settings/rules';
import { drawRatio, isPossible } from './draw';

const PRIZES: Lottery = {
  type: 'fixed',
  prizes: [
    { ratio: ratio('0.5'), weight: 1 },
    { ratio: ratio('2'), weight: 3 },
  ],
};
const RANGE: Lottery = { type: 'range', min: ratio('0.09'), max: ratio('1.01') };

test('prizes come by their weights', () => {
  const below: number[] = [];
  const drawn = [0, 1, 2, 3].map((number) =>
    drawRatio(PRIZES, (limit) => {
      below.push(limit);
      return number;
    }),
  );
  expect(drawn).toEqual(['0.5', '2', '2', '2']);
  expect(below).toEqual([4, 4, 4, 4]);
});

test('a range comes to any of its hundredths, both ends included', () => {
  expect(drawRatio(RANGE, () => 0)).toBe('0.09');
  expect(drawRatio(RANGE, (limit) => limit - 1)).toBe('1.01');
  expect(drawRatio(RANGE, () => 1)).toBe('0.1');
});

test.each([
  ['a prize', PRIZES, '2', true],
  ['not a prize', PRIZES, '1', false],
  ['the low end', RANGE, '0.09', true],
  ['the high end', RANGE, '1.01', true],
  ['below the range', RANGE, '0.08', false],
  ['above the range', RANGE, '1.02', false],
  ['between two hundredths', RANGE, '0.095', false],
])('%s', (_, lottery, outcome, possible) => expect(isPossible(lottery, ratio(outcome))).toBe(possible));
