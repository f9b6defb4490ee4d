import { minFen, subtractFen, sumFen, ZERO_FEN, type Fen } from '../money/fen';
import { splitByLargestRemainder, splitRoundingDown } from '../money/split';
import type { LineParts } from './composition';

/** What of a line can still come back: what it was paid with, less what has come back or is on its way. */
export type LineRest = LineParts;

/** What a line comes to, or what is left of it: money, deductions and voucher together. */
export const worthOf = ({
  paidFen,
  deductedFen,
  voucherUsed,
}: Pick<LineParts, 'paidFen' | 'deductedFen' | 'voucherUsed'>): Fen =>
  sumFen([paidFen, deductedFen, voucherUsed]);

/**
 * What comes back when part of a line is refunded: each means of payment in proportion to what is left of it, by largest remainder, so
 * that the parts come to the amount exactly and the last refund returns the rest to the hundredth.
 * @param amountFen from 0 to what is left of the line's worth
 * @throws RangeError when it is more
 */
export function splitRefund(rest: LineRest, amountFen: Fen): LineParts {
  const left = worthOf(rest);
  if (amountFen > left) throw new RangeError(`${amountFen} fen cannot come back of ${left}`);
  const { deductedFen: deductible, voucherUsed: voucher } = rest;
  const weights = [rest.paidFen, deductible, voucher];
  const [paidFen = ZERO_FEN, deductedFen = ZERO_FEN, voucherUsed = ZERO_FEN] = splitByLargestRemainder(
    amountFen,
    weights,
  );
  const ofDeduction = (used: Fen): Fen =>
    splitRoundingDown(used, [deductedFen, subtractFen(deductible, deductedFen)])[0] ?? ZERO_FEN;
  return {
    paidFen,
    deductedFen,
    voucherUsed,
    pointsUsed: ofDeduction(rest.pointsUsed),
    loveUsed: ofDeduction(rest.loveUsed),
  };
}

/** Money goes back to WeChat first, as far as it came from there; what is left goes to the cash balance. */
export function splitMoney(moneyFen: Fen, wechatRestFen: Fen): { wechatFen: Fen; cashFen: Fen } {
  const wechatFen = minFen(moneyFen, wechatRestFen);
  return { wechatFen, cashFen: subtractFen(moneyFen, wechatFen) };
}
