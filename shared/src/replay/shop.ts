import type { MemberId, OrderId, ProductId, QueueKey, StoreId } from '../ids/ids';
import { fen } from '../money/fen';
import type { OrderKind, OrderState } from '../orders/states';
import type { HeldCounts } from '../rebate/join/held';
import { emptyQueueRow, openQueue, type QueueLine } from '../rebate/queue/line';
import { releaseReward } from '../rebate/rewards/lifecycle';
import { orderTerms, type PlacingExplanation } from '../rebate/settle/place';
import type { Desk, Refusal, Witness } from '../rebate/settle/desk';
import type { QueueEvent } from '../rebate/settle/events';
import type { LiveSettings, OrderRow, QueueTask, RewardRow } from '../rebate/settle/facts';
import { settleTask } from '../rebate/settle/steps';
import type { LineTerms, OrderTerms } from '../rebate/settle/terms';
import type { PlatformSettings } from '../settings/platformSettings';
import type { Level } from '../settings/rules';
import type { Instant } from '../time/shanghai';
import { Books } from './books';
import type { History, HistoryProduct, HistoryStore } from './schema';
import type { Spending } from './spending';

export interface ShopMember {
  readonly member: MemberId;
  readonly inviter: MemberId | null;
  level: Level | null;
}

/** The lines of an order that belong to one queue. */
export interface ShopPart {
  readonly queue: QueueKey;
  readonly row: OrderRow;
}

export interface ShopOrder {
  readonly id: OrderId;
  readonly member: MemberId;
  readonly kind: OrderKind;
  readonly parts: readonly ShopPart[];
  /** What its buyer spent at the same place, and where in it this order's completion is kept. */
  readonly spending: Spending;
  spentAt: number | null;
  state: OrderState;
}

interface ShopQueue {
  readonly line: QueueLine;
  readonly desk: Desk;
}

/** A shop that lives in memory: events are settled one by one, by the same steps as in the database. */
export interface Shop {
  readonly settings: PlatformSettings;
  readonly products: ReadonlyMap<ProductId, HistoryProduct>;
  readonly stores: ReadonlyMap<StoreId, HistoryStore>;
  readonly members: Map<MemberId, ShopMember>;
  readonly terms: OrderTerms;
  readonly lineTerms: Map<string, LineTerms>;
  readonly live: LiveSettings;
  readonly books: Books;
  readonly orders: Map<OrderId, ShopOrder>;
  readonly queues: Map<QueueKey, ShopQueue>;
  readonly held: HeldCounts;
  readonly spending: Map<string, Spending>;
  /** Rewards in order of their release: that of completion, for the freeze days are the same for all. */
  readonly due: RewardRow[];
  /** How many of them had their turn. */
  dueDone: number;
  allPaused: boolean;
  /** Is told of every task before it is settled. */
  readonly observe: (queue: QueueKey, task: QueueTask) => void;
  readonly witness?: ShopWitness;
}

/** Is also told what was asked when a line was placed, and what happens in the queues. */
export interface ShopWitness extends Witness {
  happened(event: QueueEvent): void;
  placed(order: OrderId, line: number, explanation: PlacingExplanation): void;
}

export function openShop(
  { settings, products, stores, members }: Omit<History, 'events'>,
  observe: (queue: QueueKey, task: QueueTask) => void = () => {},
  witness?: ShopWitness,
): Shop {
  const { payoutOrder, unclaimed, exchange, union } = settings;
  const cap = union.dailyCapFen;
  return {
    settings,
    products: new Map(products.map((product) => [product.id, product])),
    stores: new Map(stores.map((store) => [store.id, store])),
    members: new Map(members.map(({ id, inviter, level }) => [id, { member: id, inviter, level }])),
    terms: orderTerms(settings),
    lineTerms: new Map(),
    live: { payoutOrder, unclaimed, exchange, unionDailyCapFen: cap === null ? null : fen(cap) },
    books: new Books((event) => witness?.happened(event)),
    orders: new Map(),
    queues: new Map(),
    held: new Map(),
    spending: new Map(),
    due: [],
    dueDone: 0,
    allPaused: settings.payoutsPaused,
    observe,
    witness,
  };
}

/** What a history that was read refers to is there. */
export function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the history was not checked: there is no ${what}`);
  return value;
}

/** Histories say what the random return drew, so nothing is left to draw. */
function takePlace(): never {
  throw new Error('a line without a slot came to the random return');
}

/** A queue comes into being when something first happens in it. */
export function queueAt(shop: Shop, key: QueueKey): ShopQueue {
  const known = shop.queues.get(key);
  if (known !== undefined) return known;
  const { live, held, allPaused, witness } = shop;
  const row = emptyQueueRow(key, allPaused);
  const queue: ShopQueue = {
    line: openQueue({ queue: row, live, entries: [], knownTo: Infinity }),
    desk: {
      live,
      held,
      witness,
      takePlace,
      record: shop.books,
      order: (id) => shop.orders.get(id)?.parts.find(({ queue: of }) => of === key)?.row,
      entry: (id) => shop.books.entries.get(id),
    },
  };
  shop.queues.set(key, queue);
  return queue;
}

export function settleIn(shop: Shop, key: QueueKey, task: QueueTask): Refusal | null {
  const { line, desk } = queueAt(shop, key);
  shop.observe(key, task);
  return settleTask(line, task, desk);
}

/** Settles something in each queue that an order's lines belong to. */
export function settleOrder(shop: Shop, { parts }: ShopOrder, task: QueueTask): void {
  for (const { queue } of parts) settleIn(shop, queue, task);
}

/** Releases the rewards whose time has come. SPEC section 9. */
export function releaseDue(shop: Shop, now: Instant): void {
  for (;;) {
    const reward = shop.due[shop.dueDone];
    if (reward === undefined || reward.releaseAt === null || reward.releaseAt > now) return;
    if (reward.state === 'frozen') releaseReward(reward, reward.releaseAt, shop.books);
    shop.dueDone += 1;
  }
}
