import { fen, type Fen } from '@paifan/shared/money/fen';
import { shanghaiDay, startOfDay, type Instant } from '@paifan/shared/time/shanghai';
import { MEMBERS } from './people';
import { seededChance, type Chance } from './random';

export type StoryBasket =
  | { kind: 'mall'; items: readonly { product: string; quantity: number }[] }
  | { kind: 'cashier'; store: string; amountFen: Fen };

/** How the payment goes: at the first try, after a cancelled one, not at all; or it has not begun when the story ends. */
export type StoryPayment = 'paid' | 'secondTry' | 'never' | 'open';

export interface StoryOrder {
  key: number;
  member: string;
  basket: StoryBasket;
  payment: StoryPayment;
}

export type StoryEvent =
  | { at: Instant; kind: 'join'; member: string }
  | { at: Instant; kind: 'order'; order: StoryOrder }
  /** The buyer confirms receipt. */
  | { at: Instant; kind: 'receipt'; orderKey: number }
  /** A member looks through the inbox. */
  | { at: Instant; kind: 'read'; member: string }
  /** The scheduled work runs: unpaid orders close, rewards are released, messages leave. */
  | { at: Instant; kind: 'jobs' };

const DAYS = 10;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** When the shop of the story opens: half an hour before the first one comes, ten days before `now`. */
export const openingOf = (now: Date): Date =>
  new Date(startOfDay(shanghaiDay(now.getTime()) - DAYS) + 7.5 * HOUR);

export const STORY_SEED = 39688;

/** The first day: something small for everybody, so that everybody has been paid from by the end. */
const FIRST_BASKETS: readonly StoryBasket[] = [
  { kind: 'mall', items: [{ product: 'longjing-tea', quantity: 1 }] },
  { kind: 'mall', items: [{ product: 'dried-noodles', quantity: 2 }] },
  { kind: 'mall', items: [{ product: 'handmade-soap', quantity: 1 }] },
  { kind: 'cashier', store: 'noodle-house', amountFen: fen(2600) },
  { kind: 'mall', items: [{ product: 'osmanthus-rice-wine', quantity: 1 }] },
  { kind: 'mall', items: [{ product: 'linen-towels', quantity: 1 }] },
  { kind: 'mall', items: [{ product: 'hickory-nuts', quantity: 1 }] },
  { kind: 'cashier', store: 'book-shop', amountFen: fen(3850) },
];

const PRODUCTS = [
  ['dried-noodles', 9],
  ['longjing-tea', 7],
  ['wild-honey', 7],
  ['linen-towels', 6],
  ['handmade-soap', 6],
  ['hickory-nuts', 6],
  ['osmanthus-rice-wine', 6],
  ['celadon-cup', 5],
  ['wuchang-rice', 5],
  ['bamboo-basket', 3],
  ['clay-pot', 3],
  ['wool-scarf', 3],
] as const;

/** What people spend at the counters, by store. */
const COUNTERS: readonly (readonly [{ store: string; prices: readonly [number, ...number[]] }, number])[] = [
  [{ store: 'noodle-house', prices: [1600, 1800, 2200, 2650, 3400, 4800] }, 6],
  [{ store: 'barber-shop', prices: [3800, 4800, 6800, 12800] }, 3],
  [{ store: 'book-shop', prices: [2980, 3600, 4500, 5990, 8800] }, 4],
];

/** Who buys how often. */
const BUYERS = [
  ['qiuyue', 6],
  ['mingyuan', 6],
  ['apo', 5],
  ['juzi', 5],
  ['axiao', 4],
  ['tuantuan', 4],
  ['que', 3],
  ['shishi', 3],
] as const;

/**
 * Ten days of a small shop up to `now`, in order of time: who came, what was bought, paid, received. The same
 * moment and seed tell the same story.
 */
export function tellStory(now: Date, seed = STORY_SEED): StoryEvent[] {
  const chance = seededChance(seed);
  const end = now.getTime();
  const firstDay = shanghaiDay(end) - DAYS;
  const orders = [...firstOrders(firstDay), ...laterOrders(firstDay + 1, end - 40 * MINUTE, chance)];
  const events: StoryEvent[] = [
    ...MEMBERS.map(({ key }, index) => joining(key, startOfDay(firstDay) + 8 * HOUR + index * 7 * MINUTE)),
    ...orders.flatMap((event) => [event, ...whatFollows(event, end, chance)]),
    ...daysOf(firstDay + 1, end).map((at) => ({ at, kind: 'jobs' as const })),
    ...readings(firstDay + 1, end),
    ...lastOrders(end, orders.length),
    { at: end, kind: 'jobs' },
  ];
  return events.sort((one, other) => one.at - other.at);
}

type OrderEvent = Extract<StoryEvent, { kind: 'order' }>;

const joining = (member: string, at: Instant): StoryEvent => ({ at, kind: 'join', member });

const ordering = (at: Instant, order: StoryOrder): OrderEvent => ({ at, kind: 'order', order });

function firstOrders(day: number): OrderEvent[] {
  return FIRST_BASKETS.map((basket, index) => {
    const member = MEMBERS[index % MEMBERS.length]?.key ?? '';
    const at = startOfDay(day) + 10 * HOUR + index * 71 * MINUTE;
    return ordering(at, { key: index, member, basket, payment: 'paid' });
  });
}

/** Six to eight orders a day between half past ten and eight in the evening. */
function laterOrders(fromDay: number, end: Instant, chance: Chance): OrderEvent[] {
  const events: OrderEvent[] = [];
  for (let day = fromDay; startOfDay(day) < end; day += 1) {
    const count = 6 + chance.below(3);
    for (let index = 0; index < count; index += 1) {
      const order: StoryOrder = {
        key: FIRST_BASKETS.length + events.length,
        member: chance.pick(BUYERS),
        basket: chance.below(5) < 3 ? mallBasket(chance) : counter(chance),
        payment: chance.pick([
          ['paid', 10],
          ['secondTry', 1],
          ['never', 1],
        ]),
      };
      const at =
        startOfDay(day) +
        10.5 * HOUR +
        Math.floor(((index * 60 + chance.below(50)) * 9.5 * HOUR) / (count * 60));
      if (at < end) events.push(ordering(at, order));
    }
  }
  return events;
}

function mallBasket(chance: Chance): StoryBasket {
  const lines = chance.pick([
    [1, 7],
    [2, 3],
    [3, 1],
  ]);
  const products = new Set<string>();
  while (products.size < lines) products.add(chance.pick(PRODUCTS));
  return {
    kind: 'mall',
    items: [...products].map((product) => ({ product, quantity: chance.below(7) === 0 ? 2 : 1 })),
  };
}

function counter(chance: Chance): StoryBasket {
  const { store, prices } = chance.pick(COUNTERS);
  return { kind: 'cashier', store, amountFen: fen(prices[chance.below(prices.length)] ?? prices[0]) };
}

/** A paid mall order is received after one to three days; an unpaid one is closed by the scheduled work. */
function whatFollows({ at, order }: OrderEvent, end: Instant, chance: Chance): StoryEvent[] {
  if (order.payment === 'never') return [{ at: at + 17 * MINUTE, kind: 'jobs' }];
  if (order.basket.kind === 'cashier') return [];
  const received = at + (20 + chance.below(50)) * HOUR;
  return received < end ? [{ at: received, kind: 'receipt', orderKey: order.key }] : [];
}

function daysOf(fromDay: number, end: Instant): Instant[] {
  const midnights: Instant[] = [];
  for (let day = fromDay; startOfDay(day) < end; day += 1) midnights.push(startOfDay(day));
  return midnights;
}

/** Everybody reads the messages each morning; what came in the last day is still new. */
function readings(fromDay: number, end: Instant): StoryEvent[] {
  const mornings = daysOf(fromDay, end - 24 * HOUR).map((midnight) => midnight + 8 * HOUR);
  return mornings.flatMap((at) => MEMBERS.map(({ key }) => ({ at, kind: 'read' as const, member: key })));
}

/** The last half hour: two orders that have just been paid, and two that wait for their payment. */
function lastOrders(end: Instant, firstKey: number): OrderEvent[] {
  const last: Omit<StoryOrder, 'key'>[] = [
    {
      member: 'axiao',
      basket: { kind: 'mall', items: [{ product: 'wild-honey', quantity: 1 }] },
      payment: 'paid',
    },
    {
      member: 'qiuyue',
      basket: { kind: 'mall', items: [{ product: 'celadon-cup', quantity: 1 }] },
      payment: 'paid',
    },
    {
      member: 'qiuyue',
      basket: { kind: 'mall', items: [{ product: 'bamboo-basket', quantity: 1 }] },
      payment: 'open',
    },
    {
      member: 'apo',
      basket: { kind: 'mall', items: [{ product: 'clay-pot', quantity: 1 }] },
      payment: 'open',
    },
  ];
  const minutesBefore = [25, 12, 3, 2];
  return last.map((order, index) =>
    ordering(end - (minutesBefore[index] ?? 1) * MINUTE, { ...order, key: firstKey + index }),
  );
}
