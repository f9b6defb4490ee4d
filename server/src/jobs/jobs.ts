import { releaseDueRewards } from '../settle/releases';
import type { ShopContext } from '../usecases/context';
import { followWithdrawals, sendWithdrawals } from './advanceWithdrawals';
import { closeUnpaid } from './closeUnpaid';
import { confirmReceipts } from './confirmReceipts';
import { deliverOutbox } from './deliverOutbox';
import { queryOpenPayments } from './queryOpenPayments';
import { refundPayments } from './refundPayments';
import { releaseFrozenLove } from './releaseFrozenLove';
import { sealChains } from './sealChains';
import { uploadShippings } from './uploadShippings';

/** Work that the clock starts. Each may run at any time, also twice at once, and does only what is due. */
export interface Job {
  /** Seconds, minutes, hours, days, months, weekdays; in Shanghai's time. */
  readonly schedule: string;
  readonly run: (shop: ShopContext) => Promise<void>;
}

/** Every job, once. */
export const JOBS = {
  /** Closes orders that were not paid in time; WeChat is asked first. */
  closeUnpaid: { schedule: '*/10 * * * * *', run: closeUnpaid },
  /** Asks WeChat about payments whose notification may be lost. */
  queryOpenPayments: { schedule: '*/10 * * * * *', run: queryOpenPayments },
  /** Gives back what was paid for a closed order, and what after-sale refunds. */
  refundPayments: { schedule: '*/10 * * * * *', run: refundPayments },
  /** Completes orders that nobody confirmed. */
  confirmReceipts: { schedule: '20 * * * * *', run: confirmReceipts },
  /** Tells WeChat of orders that were sent; it keeps their money until then. */
  uploadShippings: { schedule: '*/15 * * * * *', run: uploadShippings },
  /** Makes frozen rewards whose time has come available. */
  releaseRewards: {
    schedule: '30 * * * * *',
    run: async ({ db, clock }) => void (await releaseDueRewards(db, clock.now())),
  },
  /** Puts messages into inboxes, and on to WeChat where a template is set. */
  deliverOutbox: { schedule: '*/2 * * * * *', run: deliverOutbox },
  /** Seals the chains of the queues at the end of a day: five minutes after midnight, or as soon as something runs. */
  sealChains: { schedule: '0 5 * * * *', run: sealChains },
  /** Asks WeChat for the withdrawals that were approved. */
  sendWithdrawals: { schedule: '*/10 * * * * *', run: sendWithdrawals },
  /** Asks WeChat how withdrawals stand that have not ended. */
  followWithdrawals: { schedule: '*/10 * * * * *', run: followWithdrawals },
  /** Releases frozen love, once a day: ten minutes after midnight, or as soon as something runs. */
  releaseLove: { schedule: '0 10 * * * *', run: releaseFrozenLove },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof JOBS;
