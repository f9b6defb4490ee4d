import { releaseDueRewards } from '../settle/releases';
import type { ShopContext } from '../usecases/context';
import { givePurchasePoints } from './givePurchasePoints';
import { followWithdrawals, sendWithdrawals } from './advanceWithdrawals';
import { closeUnpaid } from './closeUnpaid';
import { completeGifts } from './completeGifts';
import { confirmReceipts } from './confirmReceipts';
import { deliverOutbox } from './deliverOutbox';
import { keepDrawSeeds } from './keepDrawSeeds';
import { keepQueues } from './keepQueues';
import { queryOpenPayments } from './queryOpenPayments';
import { refundPayments } from './refundPayments';
import { recomputeLevels } from '../usecases/levels/recomputeLevels';
import { indexProducts } from '../usecases/catalogue/terms';
import { releaseFrozenLove } from './releaseFrozenLove';
import { runLongJobs } from './runLongJobs';
import { reconcile } from './reconcile';
import { runBookChecks, wantDailyCheck } from '../usecases/finance/bookChecks';
import { bookPayables } from '../usecases/payables/bookPayables';
import { closeDays } from '../usecases/statements/closeDays';
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
  /** Publishes what the next days' draws follow from, and the seeds of days that are over. */
  keepDrawSeeds: { schedule: '0 5,35 * * * *', run: keepDrawSeeds },
  /** Pauses as the settings say, announces and does resets and wind-downs, pays the union queue: each when its time has come. */
  keepQueues: { schedule: '*/10 * * * * *', run: keepQueues },
  /** Asks WeChat for the withdrawals that were approved. */
  sendWithdrawals: { schedule: '*/10 * * * * *', run: sendWithdrawals },
  /** Asks WeChat how withdrawals stand that have not ended. */
  followWithdrawals: { schedule: '*/10 * * * * *', run: followWithdrawals },
  /** Counts what members' levels are judged by, and judges them, after orders completed or were refunded or levels changed. */
  recomputeLevels: { schedule: '*/15 * * * * *', run: recomputeLevels },
  /** Takes the words by which products are found, of those that have none yet or by older rules. */
  indexProducts: {
    schedule: '*/20 * * * * *',
    run: async (shop) => void (await indexProducts(shop)),
  },
  /** Completes gifts that nobody confirmed. */
  completeGifts: { schedule: '50 */10 * * * *', run: completeGifts },
  /** Gives the points for purchases that completed, and takes back what refunds make too many. */
  givePurchasePoints: { schedule: '*/10 * * * * *', run: givePurchasePoints },
  /** Books what merchants and suppliers are owed for orders that completed, and what refunds take away from it. */
  bookPayables: { schedule: '5,15,25,35,45,55 * * * * *', run: bookPayables },
  /** Closes merchants' days: half an hour after midnight, or as soon as something runs. */
  closeDays: { schedule: '0 30 * * * *', run: closeDays },
  /** Compares each day with WeChat Pay's trade bill, which is ready at 10:00 of the next; and the days that somebody wants. */
  reconcile: { schedule: '15 */5 * * * *', run: reconcile },
  /** Checks the books that somebody, or the clock, wants checked. */
  checkBooks: { schedule: '*/10 * * * * *', run: runBookChecks },
  /** Wants the books checked once a day. */
  wantDailyCheck: { schedule: '0 30 4 * * *', run: wantDailyCheck },
  /** Releases frozen love, once a day: ten minutes after midnight, or as soon as something runs. */
  releaseLove: { schedule: '0 10 * * * *', run: releaseFrozenLove },
  /** Runs exports and imports, and removes files whose time is over. */
  runLongJobs: { schedule: '*/3 * * * * *', run: runLongJobs },
} as const satisfies Record<string, Job>;

export type JobName = keyof typeof JOBS;
