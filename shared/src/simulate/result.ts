import { fraction, roundedDownText } from '../money/fraction';
import { dayText, shanghaiDay } from '../time/shanghai';
import type { PlayedQueue, PlayedShop } from './shop';
import type { ItemSums } from './played';
import { inflowOf, paidOf } from './sums';
import { WaitCounts } from './waits';

/*
 * What a played plan shows. Amounts are in fen; days count from 1; waiting times are in days, by day of joining, and null means
 * «not yet».
 */

/** How it stands with queues at some moment. */
interface Standing {
  readonly outstandingFen: number;
  /** Inflow of the last 30 days ÷ outstanding, rounded down to 6 decimals; null when nobody waits. */
  readonly coverage: string | null;
  readonly waiting: number;
  readonly poolFen: number;
  readonly debtFen: number;
}

/** Of those who joined, and count: after how many days half and nine tenths of them were paid in full. */
interface Waiting {
  readonly joined: number;
  readonly p50: number | null;
  readonly p90: number | null;
}

export interface DayResult extends Standing, Waiting {
  readonly day: number;
  readonly date: string;
  readonly orders: number;
  /** Paid less refunds. */
  readonly salesFen: number;
  /** Contributed less what refunds withdrew. */
  readonly inflowFen: number;
  /** Paid to entries less what refunds took back. */
  readonly paidFen: number;
  /** Rewards beside the queue, granted less what refunds reduced. */
  readonly rewardsFen: number;
}

/** A queue, or all together, over the whole plan. */
export interface QueueResult extends Standing, Waiting {
  readonly queue: string;
  readonly salesFen: number;
  readonly inflowFen: number;
  readonly paidFen: number;
  readonly rewardsFen: number;
}

/** A product or a cashier over the whole plan: what its lines gave, and what the entries of its lines received. */
export interface ItemResult extends Waiting {
  readonly item: string;
  readonly lines: number;
  readonly salesFen: number;
  readonly inflowFen: number;
  readonly paidFen: number;
  readonly outstandingFen: number;
  readonly waiting: number;
}

/** Days of joining on which nine tenths waited, or wait, longer than the plan allows. */
export interface WaitWarning {
  readonly queue: string;
  readonly warnAboveDays: number;
  /** The first such day, and how many there are. */
  readonly day: number;
  readonly date: string;
  readonly days: number;
  /** The longest, null: somebody's turn has not come yet. */
  readonly longestDays: number | null;
}

export interface SimulationResult {
  readonly plan: string;
  readonly seed: number;
  readonly orders: number;
  readonly days: readonly DayResult[];
  readonly total: Omit<QueueResult, 'queue'>;
  readonly queues: readonly QueueResult[];
  readonly items: readonly ItemResult[];
  readonly warnings: readonly WaitWarning[];
}

export const dateOf = ({ firstDay }: PlayedShop, day: number): string => dayText(firstDay + day - 1);

const joinedAs = (counts: WaitCounts): Waiting => {
  const { counted, p50, p90 } = counts.waitingTime();
  return { joined: counted, p50, p90 };
};

function standing(queues: Iterable<PlayedQueue>, recentInflowFen: number): Standing {
  let [outstandingFen, waiting, poolFen, debtFen] = [0, 0, 0, 0];
  for (const { line } of queues) {
    outstandingFen += line.waitingRemainingFen;
    waiting += line.waitingCount;
    poolFen += Math.max(line.poolFen, 0);
    debtFen += Math.max(-line.poolFen, 0);
  }
  const coverage = outstandingFen === 0 ? null : roundedDownText(fraction(recentInflowFen, outstandingFen));
  return { outstandingFen, coverage, waiting, poolFen, debtFen };
}

/** What adds up over the days; of each day the difference is shown. */
export interface Running {
  readonly salesFen: number;
  readonly inflowFen: number;
  readonly paidFen: number;
  readonly rewardsFen: number;
}

export const running = ({ salesFen, total }: PlayedShop): Running => ({
  salesFen,
  inflowFen: inflowOf(total),
  paidFen: paidOf(total),
  rewardsFen: total.rewardsFen,
});

/** The day that was just played; its waiting time is known only in the end. */
export function dayResult(shop: PlayedShop, orders: number, before: Running): Omit<DayResult, keyof Waiting> {
  const { day } = shop.calendar;
  const now = running(shop);
  return {
    day,
    date: dateOf(shop, day),
    orders,
    salesFen: now.salesFen - before.salesFen,
    inflowFen: now.inflowFen - before.inflowFen,
    paidFen: now.paidFen - before.paidFen,
    rewardsFen: now.rewardsFen - before.rewardsFen,
    ...standing(shop.queues.values(), shop.inflow.recent(day, shop.total)),
  };
}

/** The waiting time of those who joined on a day. */
export function waitingOfDay(shop: PlayedShop, day: number): Waiting {
  const counts = new WaitCounts(shop.plan.days);
  for (const { sums } of shop.queues.values()) sums.waits.countDay(day, counts);
  return joinedAs(counts);
}

function waitingOfAll({ plan }: PlayedShop, queues: Iterable<PlayedQueue>): Waiting {
  const counts = new WaitCounts(plan.days);
  for (const { sums } of queues)
    for (let day = 1; day <= plan.days; day += 1) sums.waits.countDay(day, counts);
  return joinedAs(counts);
}

export function totalResult(shop: PlayedShop): SimulationResult['total'] {
  const { calendar, inflow, queues, total } = shop;
  return {
    ...running(shop),
    ...standing(queues.values(), inflow.recent(calendar.day, total)),
    ...waitingOfAll(shop, queues.values()),
  };
}

export function queueResult(shop: PlayedShop, queue: PlayedQueue): QueueResult {
  const { line, salesFen, sums } = queue;
  return {
    queue: line.key,
    salesFen,
    inflowFen: inflowOf(sums.flow),
    paidFen: paidOf(sums.flow),
    rewardsFen: sums.flow.rewardsFen,
    ...standing([queue], sums.inflow.recent(shop.calendar.day, sums.flow)),
    ...waitingOfAll(shop, [queue]),
  };
}

/** Walks down all entries once, and adds them up by what was bought. */
export function itemResults(shop: PlayedShop): ItemResult[] {
  const entriesOf = shop.items.map(() => ({
    paidFen: 0,
    outstandingFen: 0,
    waiting: 0,
    counts: new WaitCounts(shop.plan.days),
  }));
  for (const { line, sums } of shop.queues.values()) {
    for (const entry of line.entries) {
      const of = entriesOf[sums.waits.offerOf(entry)];
      if (of === undefined) continue;
      of.paidFen += entry.rewardedFen;
      sums.waits.countEntry(entry, shanghaiDay(entry.joinedAt) - shop.firstDay + 1, of.counts);
      if (entry.state !== 'waiting') continue;
      of.outstandingFen += entry.entitledFen - entry.rewardedFen;
      of.waiting += 1;
    }
  }
  const result = ({ offer, lines, salesFen, inflowFen }: ItemSums, index: number): ItemResult[] => {
    const of = entriesOf[index];
    if (of === undefined) return [];
    const { counts, ...sums } = of;
    return [{ item: offer.item, lines, salesFen, inflowFen, ...sums, ...joinedAs(counts) }];
  };
  return shop.items.flatMap(result);
}

/** Where waiting leaves the range that the plan sets. SPEC section 12, simulator. */
export function warningOf(shop: PlayedShop, { line, sums }: PlayedQueue): WaitWarning | null {
  const { warnAboveDays, days: lastDay } = shop.plan;
  if (warnAboveDays === undefined) return null;
  let [firstDay, days] = [0, 0];
  let longestDays: number | null = 0;
  for (let day = 1; day <= lastDay; day += 1) {
    const counts = new WaitCounts(lastDay);
    sums.waits.countDay(day, counts);
    const { counted, p90 } = counts.waitingTime();
    const isLong = p90 === null ? lastDay - day > warnAboveDays : p90 > warnAboveDays;
    if (counted === 0 || !isLong) continue;
    if (days === 0) firstDay = day;
    days += 1;
    longestDays = p90 === null || longestDays === null ? null : Math.max(longestDays, p90);
  }
  if (days === 0) return null;
  return { queue: line.key, warnAboveDays, day: firstDay, date: dateOf(shop, firstDay), days, longestDays };
}
