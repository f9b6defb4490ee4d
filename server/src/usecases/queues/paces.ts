import type { Fen } from '@paifan/shared/money/fen';
import type { RecentFlow } from '@paifan/shared/rebate/forecast/forecast';
import { shanghaiDay } from '@paifan/shared/time/shanghai';

/** The spans whose paces an estimate lies between. SPEC section 12. */
export const PACE_DAYS = [7, 30] as const;

/**
 * The recent paces of a line. A young one has no 30 days to look back on: days before it began would make its pace look slow.
 * @param since when the oldest queue that feeds it began
 * @param inflowOf what came in on the last so many days, today included
 */
export function pacesOf(since: Date, now: Date, inflowOf: (days: number) => Fen): RecentFlow[] {
  const age = shanghaiDay(now.getTime()) - shanghaiDay(since.getTime()) + 1;
  return PACE_DAYS.map((span) => {
    const days = Math.max(1, Math.min(span, age));
    return { days, inflowFen: inflowOf(days) };
  });
}
