import { addFen, maxFen, minFen, subtractFen, ZERO_FEN, fen, type Fen } from '../money/fen';
import { floorShare } from '../money/ratio';
import type { WithdrawalLimits } from '../settings/kinds';

/** What a member has, and has withdrawn on this day in Shanghai; what came to nothing does not count. */
export interface WithdrawalStanding {
  readonly cashFen: Fen;
  readonly todayFen: Fen;
  readonly todayCount: number;
}

/** A request that is allowed. `amountFen` leaves the balance, the member receives it less the fee. */
export interface AllowedWithdrawal {
  readonly allowed: true;
  readonly feeFen: Fen;
  readonly needsReview: boolean;
}

export type WithdrawalRefusal = 'balance' | 'minimum' | 'dailyAmount' | 'dailyCount' | 'realName';

/**
 * May a member withdraw so much? SPEC sections 10 and 11. The fee is rounded down; a fee that leaves nothing to receive counts as
 * below the minimum. A balance below zero, after a refund, is too low for any amount.
 */
export function judgeWithdrawal(
  request: { readonly amountFen: Fen; readonly hasRealName: boolean },
  { cashFen, todayFen, todayCount }: WithdrawalStanding,
  limits: WithdrawalLimits,
): AllowedWithdrawal | { readonly allowed: false; readonly why: WithdrawalRefusal } {
  const { amountFen } = request;
  const refuse = (why: WithdrawalRefusal) => ({ allowed: false, why }) as const;
  const feeFen = floorShare(amountFen, limits.feeRatio);
  if (amountFen < limits.minFen || feeFen >= amountFen) return refuse('minimum');
  if (amountFen > cashFen) return refuse('balance');
  if (todayCount >= limits.dailyCount) return refuse('dailyCount');
  if (addFen(todayFen, amountFen) > limits.dailyFen) return refuse('dailyAmount');
  if (amountFen >= limits.realNameFromFen && !request.hasRealName) return refuse('realName');
  return { allowed: true, feeFen, needsReview: needsReview(amountFen, limits) };
}

/** With a threshold of 0 everything is reviewed. */
const needsReview = (amountFen: Fen, { reviewAboveFen }: WithdrawalLimits): boolean =>
  amountFen > reviewAboveFen;

/** The most that could be asked for now; 0: nothing. */
export function mostToWithdraw(
  { cashFen, todayFen, todayCount }: WithdrawalStanding,
  { minFen: least, dailyFen, dailyCount }: WithdrawalLimits,
): Fen {
  if (todayCount >= dailyCount) return ZERO_FEN;
  const most = maxFen(minFen(cashFen, subtractFen(fen(dailyFen), todayFen)), ZERO_FEN);
  return most < least ? ZERO_FEN : most;
}
