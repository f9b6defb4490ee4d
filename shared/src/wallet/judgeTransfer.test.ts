import { fen } from '../money/fen';
import { mostToTransfer, refuseTransfer } from './judgeTransfer';

const LIMITS = { min: 100, max: 5_000, daily: 8_000 };

test.each([
  ['that is switched off', 100, 10_000, 0, undefined, 'off'],
  ['of too little', 99, 10_000, 0, LIMITS, 'min'],
  ['of too much at once', 5_001, 10_000, 0, LIMITS, 'max'],
  ['of more than there is', 200, 199, 0, LIMITS, 'balance'],
  ['of a balance below zero', 100, -1, 0, LIMITS, 'balance'],
  ['of more than the day allows', 3_001, 10_000, 5_000, LIMITS, 'daily'],
  ['of just what the day allows', 3_000, 3_000, 5_000, LIMITS, null],
])('a transfer %s', (_, amount, balance, today, limits, expected) => {
  expect(refuseTransfer(fen(amount), { balance: fen(balance), today: fen(today) }, limits)).toBe(expected);
});

test.each([
  ['the limit of one transfer', 10_000, 0, 5_000],
  ['what is left of the day', 10_000, 6_000, 2_000],
  ['the balance', 700, 0, 700],
  ['nothing below the minimum', 99, 0, 0],
  ['nothing of a balance below zero', -5, 0, 0],
])('the most that can be transferred is %s', (_, balance, today, most) => {
  expect(mostToTransfer({ balance: fen(balance), today: fen(today) }, LIMITS)).toBe(most);
});
