import type { MemberId } from '../../ids/ids';
import { addFen, subtractFen, sumFen, type Fen } from '../../money/fen';
import { splitRoundingDown } from '../../money/split';
import { atLevel, type Level } from '../../settings/rules';

export interface Shareholder {
  readonly member: MemberId;
  readonly level: Level | null;
}

export interface Dividend {
  /** Who gets how much; parts of 0 are left out. */
  readonly parts: readonly { readonly member: MemberId; readonly amountFen: Fen }[];
  /** What is left for the next time. */
  readonly restFen: Fen;
}

/**
 * Splits an amount, plus the rest of last time, among members by the weight of their level, each part rounded down; the
 * rest carries. SPEC section 9.
 */
export function splitDividend(
  amountFen: Fen,
  lastRestFen: Fen,
  weights: Readonly<Record<Level, number>>,
  members: Iterable<Shareholder>,
): Dividend {
  const holders: MemberId[] = [];
  const parts: number[] = [];
  for (const { member, level } of members) {
    const weight = atLevel(weights, level) ?? 0;
    if (weight === 0) continue;
    holders.push(member);
    parts.push(weight);
  }
  const totalFen = addFen(amountFen, lastRestFen);
  const amounts = splitRoundingDown(totalFen, parts);
  const paid = holders.flatMap((member, index) => {
    const part = amounts[index];
    return part === undefined || part === 0 ? [] : [{ member, amountFen: part }];
  });
  return { parts: paid, restFen: subtractFen(totalFen, sumFen(paid.map((part) => part.amountFen))) };
}
