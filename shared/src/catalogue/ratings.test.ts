import { ratingOf, type StarCounts } from './ratings';

test.each<[string, StarCounts, number, string | null]>([
  ['no review', { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 }, 0, null],
  ['one of five stars', { 1: 0, 2: 0, 3: 0, 4: 0, 5: 1 }, 1, '5.0'],
  ['half up', { 1: 0, 2: 0, 3: 0, 4: 11, 5: 9 }, 20, '4.5'],
  ['just below the half', { 1: 0, 2: 0, 3: 1, 4: 0, 5: 22 }, 23, '4.9'],
  ['the worst', { 1: 3, 2: 0, 3: 0, 4: 0, 5: 0 }, 3, '1.0'],
])('the rating of %s', (_, byStars, count, average) => {
  expect(ratingOf(byStars)).toEqual({ count, byStars, average });
});
