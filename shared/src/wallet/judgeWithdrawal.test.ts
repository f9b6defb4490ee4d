import { fen, ZERO_FEN } from '../money/fen';
import { ratio } from '../money/ratio';
import type { WithdrawalLimits } from '../settings/kinds';
import {
  judgeWithdrawal,
  mostToWithdraw,
  type WithdrawalRefusal,
  type WithdrawalStanding,
} from './judgeWithdrawal';

const LIMITS: WithdrawalLimits = {
  minFen: 100,
  dailyFen: 10_000,
  dailyCount: 2,
  feeRatio: ratio('0.006'),
  reviewAboveFen: 5_000,
  realNameFromFen: 8_000,
};
const RICH: WithdrawalStanding = { cashFen: fen(20_000), todayFen: ZERO_FEN, todayCount: 0 };
const judge = (amount: number, standing: Partial<WithdrawalStanding> = {}, hasRealName = false) =>
  judgeWithdrawal({ amountFen: fen(amount), hasRealName }, { ...RICH, ...standing }, LIMITS);

test.each<[string, number, Partial<WithdrawalStanding>, WithdrawalRefusal]>([
  ['less than the minimum', 99, {}, 'minimum'],
  ['more than there is', 101, { cashFen: fen(100) }, 'balance'],
  ['anything of a balance below zero', 100, { cashFen: fen(-5_000) }, 'balance'],
  ['more than is left of the day', 4_001, { todayFen: fen(6_000), todayCount: 1 }, 'dailyAmount'],
  ['a third time on a day', 100, { todayFen: fen(200), todayCount: 2 }, 'dailyCount'],
  ['a large amount without a name', 8_000, {}, 'realName'],
])('%s is refused', (_, amount, standing, why) => {
  expect(judge(amount, standing)).toEqual({ allowed: false, why });
});

test.each([
  ['the minimum, with the fee rounded down', 100, 0, false],
  ['the whole balance', 10_000, 60, true],
  ['the threshold of the review itself', 5_000, 30, false],
  ['a fen more', 5_001, 30, true],
])('%s is allowed', (_, amount, feeFen, needsReview) => {
  const standing = { cashFen: fen(amount) };
  expect(judge(amount, standing, true)).toEqual({ allowed: true, feeFen, needsReview });
});

test('a fee that leaves nothing to receive is refused', () => {
  const limits = { ...LIMITS, feeRatio: ratio('1') };
  expect(judgeWithdrawal({ amountFen: fen(500), hasRealName: true }, RICH, limits)).toEqual({
    allowed: false,
    why: 'minimum',
  });
});

test('with a threshold of 0 every withdrawal is reviewed', () => {
  const limits = { ...LIMITS, reviewAboveFen: 0 };
  expect(judgeWithdrawal({ amountFen: fen(100), hasRealName: false }, RICH, limits)).toMatchObject({
    needsReview: true,
  });
});

test.each<[string, Partial<WithdrawalStanding>, number]>([
  ['what is left of the day', { todayFen: fen(9_000), todayCount: 1 }, 1_000],
  ['the balance', { cashFen: fen(700) }, 700],
  ['nothing when that is below the minimum', { cashFen: fen(99) }, 0],
  ['nothing of a balance below zero', { cashFen: fen(-1) }, 0],
  ['nothing when the day is used up', { todayCount: 2 }, 0],
])('the most that can be asked for is %s', (_, standing, most) => {
  expect(mostToWithdraw({ ...RICH, ...standing }, LIMITS)).toBe(most);
});
