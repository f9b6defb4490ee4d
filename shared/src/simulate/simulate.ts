import { offersOf } from './offers';
import { playDay } from './play';
import { settingsByDay } from './readPlan';
import {
  dayResult,
  itemResults,
  queueResult,
  running,
  totalResult,
  waitingOfDay,
  warningOf,
  type SimulationResult,
} from './result';
import type { Plan } from './schema';
import { openPlayedShop, tradeSource, type PlayedShop } from './shop';
import { assertPlayIsSound } from './sound';
import { Trade } from './trade';

/** Every single entry is looked at again after so many days. */
const DAYS_BETWEEN_FULL_CHECKS = 90;

/** How far a play is. */
export interface Progress {
  readonly day: number;
  readonly days: number;
  readonly orders: number;
}

/** A shop after a plan was played, with what each day came to. */
export interface Played {
  readonly shop: PlayedShop;
  readonly orders: number;
  readonly days: readonly ReturnType<typeof dayResult>[];
}

/**
 * Plays the trade of a plan by the rules of production, day by day, in memory.
 * @param onDay is told after every day
 * @throws UnsoundPlay when a day does not add up
 */
export function playPlan(plan: Plan, onDay: (progress: Progress) => void = () => {}): Played {
  const shop = openPlayedShop(plan);
  const settings = new Map(settingsByDay(plan).map((version) => [version.day, version.settings]));
  const days: ReturnType<typeof dayResult>[] = [];
  let orders = 0;
  let day = 0;
  for (const ordersOfDay of new Trade(plan, offersOf(plan), tradeSource(plan)).days()) {
    day += 1;
    const before = running(shop);
    playDay(shop, day, ordersOfDay, day === 1 ? null : (settings.get(day) ?? null));
    assertPlayIsSound(shop, day % DAYS_BETWEEN_FULL_CHECKS === 0 || day === plan.days);
    days.push(dayResult(shop, ordersOfDay.length, before));
    orders += ordersOfDay.length;
    onDay({ day, days: plan.days, orders });
  }
  return { shop, orders, days };
}

/** What came of a play. */
export function resultOfPlay({ shop, orders, days }: Played): SimulationResult {
  const queues = [...shop.queues.values()];
  return {
    plan: shop.plan.name,
    seed: shop.plan.seed,
    orders,
    days: days.map((played) => ({ ...played, ...waitingOfDay(shop, played.day) })),
    total: totalResult(shop),
    queues: queues.map((queue) => queueResult(shop, queue)),
    items: itemResults(shop),
    warnings: queues.flatMap((queue) => warningOf(shop, queue) ?? []),
  };
}

/** Plays months of trade and sums up what they show. SPEC section 12, simulator. */
export const simulate = (plan: Plan, onDay?: (progress: Progress) => void): SimulationResult =>
  resultOfPlay(playPlan(plan, onDay));
