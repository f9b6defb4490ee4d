import { fen, maxFen, minFen, ZERO_FEN, type Fen } from '../money/fen';
import { floorShare, leastFor, ZERO_RATIO } from '../money/ratio';
import type { Deduction } from '../settings/kinds';

/*
 * What points and love are worth at checkout. They are counted in hundredths, and so is the money: a hundredth of a point that is
 * worth 0.01 yuan a point is a hundredth of a fen. SPEC sections 2, 10 and 11.
 */

/** What so many points (or love) take off, in fen; rounded down. */
export const deductionWorth = (amount: Fen, { valueRatio }: Deduction): Fen => floorShare(amount, valueRatio);

/** The fewest hundredths that take off so many fen, out of an amount that is worth as much: what is worth no whole fen is kept. */
export const deductionCost = (worthFen: Fen, { valueRatio }: Deduction): Fen =>
  leastFor(worthFen, valueRatio);

/** How much of the goods' amount points (or love) may pay, in fen. */
export const deductionLimit = (goodsFen: Fen, { maxRatio }: Deduction): Fen => floorShare(goodsFen, maxRatio);

/**
 * The most hundredths that can be used: within a balance (below zero counts as none), and worth no more than the limit.
 * @param limitFen zero or above
 */
export function mostToDeduct(balance: Fen, limitFen: Fen, rule: Deduction): Fen {
  const { valueRatio } = rule;
  if (valueRatio === ZERO_RATIO) return ZERO_FEN;
  const held = maxFen(balance, ZERO_FEN);
  if (deductionWorth(held, rule) <= limitFen) return deductionCost(deductionWorth(held, rule), rule);
  const within = fen(leastFor(fen(limitFen + 1), valueRatio) - 1);
  return deductionCost(deductionWorth(minFen(held, within), rule), rule);
}
