import { addFen, maxFen, minFen, subtractFen, sumFen, ZERO_FEN, type Fen } from '../money/fen';
import { splitByLargestRemainder } from '../money/split';
import type { Deduction } from '../settings/kinds';
import { deductionCost, deductionLimit, deductionWorth, mostToDeduct } from './deductions';

/*
 * How an order is paid. Points and love take something off the goods, then the voucher does; what is left of the goods and the
 * freight are money, from the cash balance and with WeChat. SPEC sections 1 to 3.
 */

/** What a member can pay with beside WeChat. */
export type Spendable = 'points' | 'love' | 'voucher' | 'cash';

/** In hundredths of points, love and the voucher, and in fen of cash. */
export type Spending = Readonly<Record<Spendable, Fen>>;

export const NOTHING_SPENT: Spending = {
  points: ZERO_FEN,
  love: ZERO_FEN,
  voucher: ZERO_FEN,
  cash: ZERO_FEN,
};

/** What is to be paid, and what the member has and wants to use of it. */
export interface ToCompose {
  /** What each line comes to after its discounts. */
  readonly goodsFen: readonly Fen[];
  readonly freightFen: Fen;
  readonly wishes: Spending;
  /** Any of them may be below zero. */
  readonly balances: Spending;
  /** null: not used for deductions. */
  readonly rules: { readonly points: Deduction | null; readonly love: Deduction | null };
}

/** What a line is paid with. All of it together is what the line comes to. */
export interface LineParts {
  /** Money: what every ratio of the rebate applies to. */
  readonly paidFen: Fen;
  readonly pointsUsed: Fen;
  readonly loveUsed: Fen;
  /** What those two took off. */
  readonly deductedFen: Fen;
  /** Each hundredth is worth a fen. */
  readonly voucherUsed: Fen;
}

/** What a whole order is paid with. */
export interface OrderParts {
  readonly pointsUsed: Fen;
  readonly loveUsed: Fen;
  readonly deductedFen: Fen;
  readonly voucherUsed: Fen;
  /** Money: the lines' and the freight. */
  readonly totalFen: Fen;
  readonly cashFen: Fen;
  readonly wechatFen: Fen;
}

export interface Composition extends OrderParts {
  readonly lines: readonly LineParts[];
  /** What could be used of each at most, the others being used as wished. */
  readonly most: Spending;
  /** What that is worth, in fen. */
  readonly mostFen: Spending;
}

/** A wish that cannot be met: it is never lowered in silence. */
export interface WishRefusal {
  readonly of: Spendable;
  /** `balance`: the member has less; `limit`: no more may be, or can be, paid with it. */
  readonly why: 'balance' | 'limit';
  readonly most: Fen;
}

export type Composed =
  | { readonly fits: true; readonly composition: Composition }
  | { readonly fits: false; readonly refusal: WishRefusal };

/** Says what an order is paid with, line by line, or which wish cannot be met. Every amount that is given is zero or above. */
export function compose({ goodsFen, freightFen, wishes, balances, rules }: ToCompose): Composed {
  const points = deduct(goodsFen, sumFen(goodsFen), wishes.points, balances.points, rules.points);
  if (!points.fits) return refuse('points', wishes, balances, points.most);
  const love = deduct(points.leftFen, sumFen(goodsFen), wishes.love, balances.love, rules.love);
  if (!love.fits) return refuse('love', wishes, balances, love.most);
  const mostVoucher = within(balances.voucher, sumFen(love.leftFen));
  if (wishes.voucher > mostVoucher) return refuse('voucher', wishes, balances, mostVoucher);
  const vouchers = splitByLargestRemainder(wishes.voucher, love.leftFen);
  const paid = love.leftFen.map((left, line) => subtractFen(left, vouchers[line] ?? ZERO_FEN));
  const totalFen = addFen(sumFen(paid), freightFen);
  const mostCash = within(balances.cash, totalFen);
  if (wishes.cash > mostCash) return refuse('cash', wishes, balances, mostCash);
  const lines = paid.map((paidFen, line): LineParts => ({
    paidFen,
    pointsUsed: points.used[line] ?? ZERO_FEN,
    loveUsed: love.used[line] ?? ZERO_FEN,
    deductedFen: addFen(points.worthFen[line] ?? ZERO_FEN, love.worthFen[line] ?? ZERO_FEN),
    voucherUsed: vouchers[line] ?? ZERO_FEN,
  }));
  const composition: Composition = {
    lines,
    pointsUsed: sumFen(points.used),
    loveUsed: sumFen(love.used),
    deductedFen: sumFen(lines.map(({ deductedFen }) => deductedFen)),
    voucherUsed: wishes.voucher,
    totalFen,
    cashFen: wishes.cash,
    wechatFen: subtractFen(totalFen, wishes.cash),
    most: { points: points.most, love: love.most, voucher: mostVoucher, cash: mostCash },
    mostFen: {
      points: worthOfMost(points.most, rules.points),
      love: worthOfMost(love.most, rules.love),
      voucher: mostVoucher,
      cash: mostCash,
    },
  };
  return { fits: true, composition };
}

const within = (balance: Fen, limitFen: Fen): Fen => maxFen(minFen(balance, limitFen), ZERO_FEN);

const worthOfMost = (most: Fen, rule: Deduction | null): Fen =>
  rule === null ? ZERO_FEN : deductionWorth(most, rule);

const refuse = (of: Spendable, wishes: Spending, balances: Spending, most: Fen): Composed => ({
  fits: false,
  refusal: { of, why: wishes[of] > balances[of] ? 'balance' : 'limit', most },
});

type Deducted =
  | { readonly fits: false; readonly most: Fen }
  | {
      readonly fits: true;
      readonly most: Fen;
      /** By line: what is used, what that is worth, and what is left to pay. */
      readonly used: readonly Fen[];
      readonly worthFen: readonly Fen[];
      readonly leftFen: readonly Fen[];
    };

/** Takes points, or love, off what is left of the lines. */
function deduct(
  lines: readonly Fen[],
  goodsFen: Fen,
  wish: Fen,
  balance: Fen,
  rule: Deduction | null,
): Deducted {
  const limitFen = rule === null ? ZERO_FEN : minFen(deductionLimit(goodsFen, rule), sumFen(lines));
  const most = rule === null ? ZERO_FEN : mostToDeduct(balance, limitFen, rule);
  const none = lines.map(() => ZERO_FEN);
  if (wish === 0) return { fits: true, most, used: none, worthFen: none, leftFen: lines };
  if (rule === null || wish > balance || deductionWorth(wish, rule) > limitFen) return { fits: false, most };
  const worth = deductionWorth(wish, rule);
  const worthFen = splitByLargestRemainder(worth, lines);
  const used = splitByLargestRemainder(deductionCost(worth, rule), worthFen);
  const leftFen = lines.map((line, index) => subtractFen(line, worthFen[index] ?? ZERO_FEN));
  return { fits: true, most, used, worthFen, leftFen };
}
