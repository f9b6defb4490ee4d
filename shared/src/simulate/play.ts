import { UNION_QUEUE } from '../rebate/queue/lines';
import { underPayoutOrder } from '../rebate/queue/line';
import { isResetDay } from '../rebate/reset/schedule';
import { releaseReward } from '../rebate/rewards/lifecycle';
import type { QueueTask } from '../rebate/settle/facts';
import { settleTask } from '../rebate/settle/steps';
import type { PlatformSettings } from '../settings/platformSettings';
import { daysInMs, minuteOfClock, shanghaiDay, startOfDay, type Instant } from '../time/shanghai';
import { takeDue } from './agenda';
import { completeOrder, refundOrder, takeOrder } from './orders';
import { openRules } from './rules';
import { liveSettings, type PlayedQueue, type PlayedShop } from './shop';
import type { TradedOrder } from './trade';

const MINUTE = 60_000;

const settleAll = (queues: Iterable<PlayedQueue>, task: QueueTask): void => {
  for (const { line, desk } of queues) settleTask(line, task, desk);
};

/** New settings: from now on orders are placed under them, and what is read when it happens is read from them. */
function publish(shop: PlayedShop, settings: PlatformSettings, at: Instant): void {
  shop.rules = openRules(settings, shop.offers, shop.plan.buyers.levels.length);
  shop.live = liveSettings(settings);
  const queues = [...shop.queues.values()];
  for (const queue of queues) {
    if (queue.line.payoutOrder !== settings.payoutOrder)
      queue.line = underPayoutOrder(queue.line, settings.payoutOrder);
  }
  if (shop.allPaused === settings.payoutsPaused) return;
  shop.allPaused = settings.payoutsPaused;
  const cause = `day ${shop.calendar.day}`;
  settleAll(
    queues,
    shop.allPaused ? { type: 'pause', what: 'all', at } : { type: 'resume', what: 'all', cause, at },
  );
}

/** What happens by the clock, not by an order. */
interface ClockEvent {
  readonly at: Instant;
  readonly run: () => void;
}

function clockEvents(shop: PlayedShop): ClockEvent[] {
  const { settings } = shop.rules;
  const { resetSchedule, unionPayoutAt } = settings;
  const cause = `day ${shop.calendar.day}`;
  const events: ClockEvent[] = [];
  const moment = (clock: string): Instant => shop.dayBegan + minuteOfClock(clock) * MINUTE;
  if (resetSchedule !== null && isResetDay(resetSchedule, shanghaiDay(shop.dayBegan))) {
    const at = moment(resetSchedule.at);
    events.push({ at, run: () => settleAll(shop.queues.values(), { type: 'reset', cause, at }) });
  }
  const at = moment(unionPayoutAt);
  const payUnion = (): void => {
    const union = shop.queues.get(UNION_QUEUE);
    if (union !== undefined) settleAll([union], { type: 'unionPayout', cause, at });
  };
  events.push({ at, run: payUnion });
  return events.sort((a, b) => a.at - b.at);
}

/** The orders of the day, spread evenly over it, and what happens by the clock between them. */
function trade(shop: PlayedShop, orders: readonly TradedOrder[]): void {
  const clock = clockEvents(shop);
  let begun = 0;
  const runUntil = (now: Instant): void => {
    for (; begun < clock.length && (clock[begun]?.at ?? now) <= now; begun += 1) clock[begun]?.run();
  };
  for (let index = 0; index < orders.length; index += 1) {
    const order = orders[index];
    if (order === undefined) continue;
    const at = shop.dayBegan + Math.floor((index * daysInMs(1)) / orders.length);
    runUntil(at);
    takeOrder(shop, order, at);
  }
  runUntil(Infinity);
}

/**
 * Plays the next day: at its beginning new settings, rewards to release, completions and refunds, then its orders in order of time.
 * @param settings new from this day on, or null
 */
export function playDay(
  shop: PlayedShop,
  day: number,
  orders: readonly TradedOrder[],
  settings: PlatformSettings | null,
): void {
  shop.calendar.day = day;
  shop.dayBegan = startOfDay(shop.firstDay + day - 1);
  const at = shop.dayBegan;
  if (settings !== null) publish(shop, settings, at);
  for (const { reward, record } of takeDue(shop.agenda.releases, day))
    if (reward.state === 'frozen') releaseReward(reward, at, record);
  for (const order of takeDue(shop.agenda.completions, day)) completeOrder(shop, order, at);
  for (const order of takeDue(shop.agenda.refunds, day)) refundOrder(shop, order, at);
  trade(shop, orders);
  for (const { line, sums } of shop.queues.values()) sums.endDay(line.nextPosition);
  shop.inflow.endDay(day, shop.total);
}
