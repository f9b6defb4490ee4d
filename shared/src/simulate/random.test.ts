import { happens, randomSource, Xoshiro } from './random';
import { Weighted } from './weighted';

test('the numbers are those of xoshiro128**, as its authors give them', () => {
  const random = new Xoshiro(1, 2, 3, 4);
  expect(Array.from({ length: 10 }, () => random.next())).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

const pick = (seed: number, stream: number, below = 1000, count = 20): number[] => {
  const random = randomSource(seed, stream);
  return Array.from({ length: count }, () => random.below(below));
};

test('the same seed gives the same numbers, another seed or stream gives others', () => {
  expect(pick(7, 0)).toEqual(pick(7, 0));
  expect(pick(7, 0)).not.toEqual(pick(8, 0));
  expect(pick(7, 0)).not.toEqual(pick(7, 1));
  expect(pick(0, 0)).not.toEqual(pick(0, 1));
});

test('each number below the limit comes up about equally often, and no other', () => {
  const counts = new Map<number, number>();
  for (const number of pick(1, 0, 7, 70_000)) counts.set(number, (counts.get(number) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test.each([0, -1, 1.5, 2 ** 32 + 1])('there is nothing to pick below %d', (count) => {
  expect(() => randomSource(1, 0).below(count)).toThrow(RangeError);
});

test('what happens never or always needs no luck', () => {
  const random = randomSource(1, 0);
  expect(happens(random, 0)).toBe(false);
  expect(happens(random, 1_000_000)).toBe(true);
});

test('rows are picked by their weight; one without weight never is', () => {
  const choice = new Weighted([
    { name: 'never', weight: 0 },
    { name: 'seldom', weight: 1 },
    { name: 'often', weight: 9 },
    { name: 'nor this', weight: 0 },
  ]);
  const random = randomSource(3, 0);
  const picked = Array.from({ length: 10_000 }, () => choice.pick(random).name);
  const often = picked.filter((name) => name === 'often').length;
  expect(new Set(picked)).toEqual(new Set(['seldom', 'often']));
  expect(Math.abs(often - 9000)).toBeLessThan(150);
  expect(() => new Weighted([]).pick(random)).toThrow('nothing to pick');
});
