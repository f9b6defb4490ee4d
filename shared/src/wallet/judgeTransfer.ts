import { addFen, fen, maxFen, minFen, subtractFen, ZERO_FEN, type Fen } from '../money/fen';
import type { TransferLimits } from '../settings/kinds';

/** What a member has of what is to be transferred, and has transferred of it on this day in Shanghai; hundredths. */
export interface TransferStanding {
  readonly balance: Fen;
  readonly today: Fen;
}

export type TransferRefusal = 'off' | 'min' | 'max' | 'daily' | 'balance';

/** Why a member may not transfer so much; null: it is allowed. SPEC sections 10 and 11. @param limits absent: it is switched off */
export function refuseTransfer(
  amount: Fen,
  { balance, today }: TransferStanding,
  limits: TransferLimits | undefined,
): TransferRefusal | null {
  if (limits === undefined) return 'off';
  if (amount < limits.min) return 'min';
  if (amount > limits.max) return 'max';
  if (amount > balance) return 'balance';
  return addFen(today, amount) > limits.daily ? 'daily' : null;
}

/** The most that could be transferred now; 0: nothing. */
export function mostToTransfer(
  { balance, today }: TransferStanding,
  { min, max, daily }: TransferLimits,
): Fen {
  const left = minFen(fen(max), subtractFen(fen(daily), today));
  const most = maxFen(minFen(balance, left), ZERO_FEN);
  return most < min ? ZERO_FEN : most;
}
