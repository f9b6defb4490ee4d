/** What of a coupon decides whether it can be claimed. Times in milliseconds. */
export interface Claiming {
  readonly isStopped: boolean;
  readonly from: number;
  /** Not included. */
  readonly until: number;
  /** How many there are; null: no limit. */
  readonly total: number | null;
  readonly claimed: number;
}

export type ClaimState = 'stopped' | 'ended' | 'gone' | 'notYet' | 'open';

/** How a coupon stands, by its claims. */
export function claimStateOf({ isStopped, from, until, total, claimed }: Claiming, now: number): ClaimState {
  if (isStopped) return 'stopped';
  if (until <= now) return 'ended';
  if (total !== null && claimed >= total) return 'gone';
  return from > now ? 'notYet' : 'open';
}
