import type { Instant } from '../time/shanghai';
import type { Asset } from './accounts';
import type { BusinessEvent, Posting } from './templates';

/** One business event with one cause. `key` is unique for ever, so the same cause can never be booked twice. SPEC section 2. */
export interface Journal {
  readonly key: string;
  readonly event: BusinessEvent;
  readonly at: Instant;
  readonly postings: readonly Posting[];
}

export const journalKey = (event: BusinessEvent, cause: string): string => `${event}:${cause}`;

const ASSETS: readonly Asset[] = ['money', 'points', 'love', 'voucher'];

/**
 * Checks what every journal must be: postings other than 0, in whole numbers, that add up to 0 for each asset.
 * @throws Error naming the journal and the asset.
 */
export function assertBalanced(journal: Journal): void {
  const sums: Record<Asset, number> = { money: 0, points: 0, love: 0, voucher: 0 };
  for (const { account, amount } of journal.postings) {
    if (!Number.isSafeInteger(amount) || amount === 0) {
      throw new Error(
        `journal ${journal.key}: ${account.code} is posted ${amount}, a whole number other than 0 is needed`,
      );
    }
    sums[account.asset] += amount;
  }
  for (const asset of ASSETS) {
    if (sums[asset] !== 0)
      throw new Error(`journal ${journal.key}: its ${asset} do not balance, ${sums[asset]} too much`);
  }
}
