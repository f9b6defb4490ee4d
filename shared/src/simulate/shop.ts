import type { EntryId, QueueKey } from '../ids/ids';
import { fen } from '../money/fen';
import type { OrderState } from '../orders/states';
import type { HeldCounts } from '../rebate/join/held';
import { emptyQueueRow, openQueue, type QueueLine } from '../rebate/queue/line';
import { handOutPlaces } from '../rebate/randomReturn/places';
import type { Desk, Refusal } from '../rebate/settle/desk';
import type { DrawPlaces, EntryRow, LiveSettings, OrderRow, QueueTask } from '../rebate/settle/facts';
import { settleTask } from '../rebate/settle/steps';
import type { Spending } from '../replay/spending';
import type { PlatformSettings } from '../settings/platformSettings';
import { shanghaiDay, startOfDay, type Day, type Instant } from '../time/shanghai';
import { emptyAgenda, type Agenda } from './agenda';
import { offersOf, type Offer } from './offers';
import { randomSource, type RandomSource } from './random';
import { settingsByDay } from './readPlan';
import { hasSpendTiers, openRules, type Rules } from './rules';
import type { Plan } from './schema';
import { InflowByDay, noFlow, QueueSums, type Calendar, type Flow } from './sums';
import type { TradedRefund } from './trade';
import type { ItemSums, PlayedLine } from './played';

/** The lines of an order that belong to one queue. */
export interface PlayedPart extends OrderRow {
  readonly queue: PlayedQueue;
  readonly lines: readonly PlayedLine[];
  /** The part in the next of the order's queues; most orders have one part. */
  next: PlayedPart | null;
}

/** An order that may still be completed or refunded. */
export interface PlayedOrder {
  /** The parts of the order, in a chain. */
  readonly first: PlayedPart | null;
  readonly refunds: readonly TradedRefund[];
  /** Where spend tiers count it, if any does. */
  readonly spending: Spending | null;
  spentAt: number | null;
  state: OrderState;
}

export interface PlayedQueue {
  line: QueueLine;
  readonly desk: Desk;
  readonly sums: QueueSums;
  /** What was paid for its lines, less refunds. */
  salesFen: number;
}

/** A shop at play: it holds what is still going on, and adds up the rest. */
export interface PlayedShop {
  readonly plan: Plan;
  readonly offers: readonly Offer[];
  readonly items: readonly ItemSums[];
  /** The plan's first day. */
  readonly firstDay: Day;
  readonly calendar: Calendar;
  readonly total: Flow;
  readonly inflow: InflowByDay;
  readonly agenda: Agenda<PlayedOrder>;
  readonly queues: Map<QueueKey, PlayedQueue>;
  readonly held: HeldCounts;
  /** Kept only if spend tiers ask for it. */
  readonly spending: Map<string, Spending>;
  readonly hasSpendTiers: boolean;
  readonly lottery: RandomSource;
  readonly drawPlaces: DrawPlaces;
  /** When the day of the calendar began. */
  dayBegan: Instant;
  rules: Rules;
  live: LiveSettings;
  allPaused: boolean;
  /** What was paid, less refunds. */
  salesFen: number;
  /** The part of an order that is being settled: all that the rules ask for belongs to it. */
  atDesk: PlayedPart | null;
}

/** Random sources of their own, so that the trade is the same whatever is drawn. */
const STREAMS = { trade: 0, lottery: 1, places: 2 } as const;

/** The random source of a plan's trade. */
export const tradeSource = ({ seed }: Plan): RandomSource => randomSource(seed, STREAMS.trade);

export const liveSettings = ({
  payoutOrder,
  unclaimed,
  exchange,
  union,
}: PlatformSettings): LiveSettings => ({
  payoutOrder,
  unclaimed,
  exchange,
  unionDailyCapFen: union.dailyCapFen === null ? null : fen(union.dailyCapFen),
});

/** Different places of a group, each as likely: the first of a shuffle. */
const drawingPlaces =
  (random: RandomSource): DrawPlaces =>
  (size, count) => {
    const places = Array.from({ length: size }, (_, place) => place);
    for (let taken = 0; taken < count; taken += 1) {
      const other = taken + random.below(size - taken);
      const [a, b] = [places[taken] ?? 0, places[other] ?? 0];
      places[taken] = b;
      places[other] = a;
    }
    return places.slice(0, count);
  };

export function openPlayedShop(plan: Plan): PlayedShop {
  const offers = offersOf(plan);
  const firstDay = shanghaiDay(Date.parse(`${plan.startDate}T00:00:00+08:00`));
  const settings = settingsByDay(plan)[0]?.settings;
  if (settings === undefined) throw new Error('a plan has settings from its first day on');
  return {
    plan,
    offers,
    items: offers.map((offer) => ({ offer, lines: 0, salesFen: 0, inflowFen: 0 })),
    firstDay,
    calendar: { day: 1 },
    total: noFlow(),
    inflow: new InflowByDay(),
    agenda: emptyAgenda(),
    queues: new Map(),
    held: new Map(),
    spending: new Map(),
    hasSpendTiers: offers.some(hasSpendTiers),
    lottery: randomSource(plan.seed, STREAMS.lottery),
    drawPlaces: drawingPlaces(randomSource(plan.seed, STREAMS.places)),
    dayBegan: startOfDay(firstDay),
    rules: openRules(settings, offers, plan.buyers.levels.length),
    live: liveSettings(settings),
    allPaused: settings.payoutsPaused,
    salesFen: 0,
    atDesk: null,
  };
}

function entryOfPart({ lines }: PlayedPart, id: EntryId): EntryRow | undefined {
  for (const { joinedAs } of lines) if (joinedAs?.id === id) return joinedAs;
  return undefined;
}

/** A queue comes into being when something first happens in it. */
export function queueAt(shop: PlayedShop, key: QueueKey): PlayedQueue {
  const known = shop.queues.get(key);
  if (known !== undefined) return known;
  const row = emptyQueueRow(key, shop.allPaused);
  const sums = new QueueSums(shop);
  const queue: PlayedQueue = {
    line: openQueue({ queue: row, live: shop.live, entries: [], knownTo: Infinity }),
    sums,
    salesFen: 0,
    desk: {
      get live() {
        return shop.live;
      },
      record: sums,
      held: shop.held,
      takePlace: handOutPlaces([], shop.drawPlaces).take,
      order: () => shop.atDesk ?? undefined,
      entry: (id) => (shop.atDesk === null ? undefined : entryOfPart(shop.atDesk, id)),
    },
  };
  shop.queues.set(key, queue);
  return queue;
}

/** Settles a task of an order's part. */
export function settlePart(shop: PlayedShop, part: PlayedPart, task: QueueTask): Refusal | null {
  shop.atDesk = part;
  const refusal = settleTask(part.queue.line, task, part.queue.desk);
  shop.atDesk = null;
  return refusal;
}
