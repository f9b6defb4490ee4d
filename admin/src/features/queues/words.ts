import { roundedPercentText } from '@paifan/shared/client/moneyText';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { queueName } from '@paifan/shared/texts/queues';

/* How lines are spoken of. Nothing here promises anything. */

interface Estimated {
  readonly fromDays: number | null;
  readonly toDays: number | null;
}

/** What the present pace would mean: a range of days, or that nothing can be said. */
export function estimateText({ fromDays, toDays }: Estimated): string {
  if (fromDays === null || toDays === null) return '按目前速度无法估计';
  return fromDays === toDays ? `约 ${fromDays} 天` : `约 ${fromDays}–${toDays} 天`;
}

/** A ratio as a percentage of two decimals, rounded down; null: nobody waits. */
export const coverageText = (coverage: string | null): string =>
  coverage === null ? '—' : roundedPercentText(coverage, 'down');

/** A queue by its name and whose it is; where that is not known, by its key. */
export const queueTitle = (key: QueueKey, owner: string | null = null): string => {
  const name = queueName(key);
  const number = key.split(':')[1];
  return owner !== null ? `${name} · ${owner}` : number === undefined ? name : `${name} · ${number} 号`;
};

/** The address of a queue's page. */
export const queuePath = (key: QueueKey): string => `/queues/${encodeURIComponent(key)}`;
