import type { Fen } from '../../money/fen';
import { compareFractions, fraction, fractionOf } from '../../money/fraction';
import { multiplyRatio, type Ratio } from '../../money/ratio';
import type { Brake } from '../../settings/kinds';
import type { LineTerms } from '../settle/terms';

/** What feeds a queue beside what it owes: the two figures of its coverage. SPEC section 12, brake. */
export interface Coverage {
  /** Contributions of the last 30 days less what refunds withdrew; may be below zero. */
  readonly inflowFen: Fen;
  /** What remains to all waiting entries. */
  readonly outstandingFen: Fen;
}

/** The days of inflow that coverage looks back on, up to and including today. */
export const COVERAGE_DAYS = 30;

/** Is coverage below the floor? A line in which nobody waits lacks nothing. */
export const isBraked = ({ inflowFen, outstandingFen }: Coverage, { floor }: Brake): boolean =>
  outstandingFen > 0 && compareFractions(fraction(inflowFen, outstandingFen), fractionOf(floor)) < 0;

/** Do these settings brake a queue that is covered so? */
export const isBrakedBy = (coverage: Coverage, { brake }: { readonly brake: Brake | null }): boolean =>
  brake !== null && isBraked(coverage, brake);

/** The ratio as it is fixed with an order: multiplied by the factor while the queue is braked, rounded down to 6 decimals. */
export const brakedRatio = (ratio: Ratio, coverage: Coverage, brake: Brake): Ratio =>
  isBraked(coverage, brake) ? multiplyRatio(ratio, brake.factor) : ratio;

/**
 * A line's terms with the brake: the chosen ratio is lowered, and the factor stays with the terms, so that a ratio drawn later is
 * lowered too. SPEC section 12.
 */
export function brakedTerms(terms: LineTerms, coverage: Coverage, brake: Brake | null): LineTerms {
  if (brake === null || !terms.rebateOn || !isBraked(coverage, brake)) return terms;
  return {
    ...terms,
    entitlementRatio: brakedRatio(terms.entitlementRatio, coverage, brake),
    brakeFactor: brake.factor,
  };
}

/** A drawn ratio as the entry gets it: what is drawn for a braked entry is braked too. */
export const drawnRatio = (outcome: Ratio, { brakeFactor }: Pick<LineTerms, 'brakeFactor'>): Ratio =>
  brakeFactor === undefined ? outcome : multiplyRatio(outcome, brakeFactor);
