import { memberId } from '../../ids/ids';
import { fen } from '../../money/fen';
import { splitDividend } from './dividend';

const MEMBERS = [
  { member: memberId('a'), level: 'v3' },
  { member: memberId('b'), level: 'v2' },
  { member: memberId('c'), level: null },
  { member: memberId('d'), level: 'v1' },
];

test('each part is rounded down and the rest is kept for the next time', () => {
  const weights = { v3: 3, v2: 1, v1: 0 };
  const first = splitDividend(fen(1001), fen(0), weights, MEMBERS);
  expect(first).toEqual({
    parts: [
      { member: 'a', amountFen: 750 },
      { member: 'b', amountFen: 250 },
    ],
    restFen: 1,
  });
  expect(splitDividend(fen(1003), first.restFen, weights, MEMBERS)).toMatchObject({ restFen: 0 });
});

test('with nobody to get it, all of it carries', () => {
  expect(splitDividend(fen(5), fen(7), {}, MEMBERS)).toEqual({ parts: [], restFen: 12 });
});

test('amounts times weights beyond a whole number that can be held are exact', () => {
  const { parts } = splitDividend(fen(9_007_199_254_740_991), fen(0), { v3: 999_999, v2: 1 }, MEMBERS);
  expect(parts.map(({ amountFen }) => amountFen)).toEqual([9_007_190_247_541_736, 9_007_199_254]);
});
