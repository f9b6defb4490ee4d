import { releaseDueRewards } from '../settle/releases';
import type { ShopContext } from '../usecases/context';
import { closeUnpaid } from './closeUnpaid';
import { deliverOutbox } from './deliverOutbox';
import { queryOpenPayments } from './queryOpenPayments';
import { refundLatePayments } from './refundLatePayments';

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
  /** Gives back what was paid for a closed order. */
  refundLatePayments: { schedule: '*/10 * * * * *', run: refundLatePayments },
  /** Makes frozen rewards whose time has come available. */
  releaseRewards: {
    schedule: '30 * * * * *',
    run: async ({ db, clock }) => void (await releaseDueRewards(db, clock.now())),
  },
  /** Puts messages into inboxes, and on to WeChat where a template is set. */
  deliverOutbox: { schedule: '*/2 * * * * *', run: deliverOutbox },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof JOBS;
