import type { Fen } from '../../money/fen';

/** What came into a queue over the last days, up to and including today. */
export interface RecentFlow {
  /** Days looked back on; no more than the queue is old, at least 1. */
  readonly days: number;
  /** Contributions less what refunds withdrew; may be below zero. */
  readonly inflowFen: Fen;
}

/** Days from now, whole, rounded up; both null: not at the present pace. */
export type Estimate =
  { readonly fromDays: number; readonly toDays: number } | { readonly fromDays: null; readonly toDays: null };

/** An estimate beyond this says nothing any more. */
const FARTHEST_DAYS = 730;

/**
 * When an entry would be paid in full if money kept coming in as it did lately: by the faster and by the slower of the
 * given paces. Not a promise; where one of the paces leads nowhere there is no estimate. SPEC section 12, forecast.
 * @param aheadFen what is to be paid to others first
 * @param remainingFen what remains to the entry itself
 */
export function estimate(aheadFen: Fen, remainingFen: Fen, flows: readonly RecentFlow[]): Estimate {
  const days = flows.map((flow) => daysNeeded(aheadFen + remainingFen, flow));
  const fromDays = Math.min(...days);
  const toDays = Math.max(...days);
  return flows.length > 0 && toDays <= FARTHEST_DAYS
    ? { fromDays, toDays }
    : { fromDays: null, toDays: null };
}

const daysNeeded = (amount: number, { days, inflowFen }: RecentFlow): number =>
  inflowFen <= 0 ? Infinity : Math.ceil((amount * days) / inflowFen);
