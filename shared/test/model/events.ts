/* The events of a history. Each answers whether its rules allow it; one that is not allowed changes nothing. */
import { millionths, share } from './arithmetic';
import { entitlementOf, extractionOf, queueOf, rebateIsOn } from './place';
import { changePool, contribute, drain, grossOf, isPaused, join, remaining } from './queue';
import { grantRewards, isFullyRefunded, payDividend, reduceRewards, releaseRewards } from './rewards';
import {
  type Balance,
  type Entry,
  found,
  type Line,
  move,
  netPaid,
  type Order,
  type OrderEvent,
  type Shop,
  type ShopEvent,
} from './shop';

export function happens(shop: Shop, event: ShopEvent): boolean {
  switch (event.type) {
    case 'order':
      return place(shop, event);
    case 'pay':
      return withOrder(shop, event.order, (order) => payOrder(shop, order));
    case 'complete':
      return withOrder(shop, event.order, (order) => complete(shop, order));
    case 'refund':
      return withOrder(shop, event.order, (order) => refund(shop, order, event.line, event.amountFen));
    case 'draw':
      return withEntry(shop, event.entry, (entry) => draw(entry, event.outcome));
    case 'exchange':
      return withEntry(shop, event.entry, (entry) => exchange(shop, entry, event.asset));
    case 'reset':
      return reset(shop, event.queue, event.joinedUntil);
    case 'pause':
      return pause(shop, event.queue);
    case 'resume':
      return resume(shop, event.queue);
    case 'unionPayout':
      return payUnion(shop);
    case 'dividend':
      return payDividend(shop, event.amountFen);
    case 'setLevel':
      found(
        shop.members.find((member) => member.id === event.member),
        'member',
      ).level = event.level;
      return true;
  }
}

function withOrder(shop: Shop, id: string, act: (order: Order) => boolean): boolean {
  const order = shop.orders.find((placed) => placed.id === id);
  return order !== undefined && act(order);
}

function withEntry(shop: Shop, id: string, act: (entry: Entry) => boolean): boolean {
  const entry = shop.entries.find((joined) => joined.id === id);
  return entry !== undefined && act(entry);
}

/** SPEC 3, "What is fixed when the order is placed". */
function place(shop: Shop, event: OrderEvent): boolean {
  const member = shop.members.find(({ id }) => id === event.member);
  const store = shop.stores.find(({ id }) => id === event.store);
  const order: Order = {
    id: event.id,
    kind: event.kind,
    member: found(member, 'member'),
    store: store ?? null,
    deducted: (event.deductedFen ?? 0) > 0,
    state: 'placed',
    placedAt: shop.now,
    completedAt: null,
    lines: [],
  };
  for (const [number, { product, paidFen, costFen, slot }] of event.lines.entries()) {
    const line: Line = {
      order,
      number,
      product: shop.products.find(({ id }) => id === product) ?? null,
      paidFen,
      costFen: costFen ?? 0,
      refundedFen: 0,
      slot: slot ?? 'cash',
      queue: '',
      rebateIsOn: false,
      extraction: 0n,
      ratio: 0n,
      source: '',
      lottery: null,
      contributedFen: 0,
    };
    line.queue = queueOf(shop, line);
    line.rebateIsOn = rebateIsOn(shop, line);
    line.extraction = extractionOf(shop, line);
    order.lines.push(Object.assign(line, entitlementOf(shop, line)));
  }
  shop.orders.push(order);
  return true;
}

/** SPEC 6: "When an order is paid, for each line in order: grant the rewards; if `settleOn` is `paid`: contribute; join." */
function payOrder(shop: Shop, order: Order): boolean {
  if (order.state !== 'placed') return false;
  order.state = 'paid';
  for (const line of order.lines) {
    grantRewards(shop, line);
    // payOwnOrder: "the line joins before it contributes".
    if (shop.settings.payOwnOrder) join(shop, line);
    if (shop.settings.settleOn !== 'completed') contribute(shop, line);
    if (!shop.settings.payOwnOrder) join(shop, line);
  }
  // SPEC 3: "A cashier order completes in the same moment in which it is paid."
  if (order.kind === 'cashier') complete(shop, order);
  return true;
}

/** SPEC 6: "When it completes: if `settleOn` is `completed`, contribute, line by line. Its entries become *completed* entries". */
function complete(shop: Shop, order: Order): boolean {
  if (order.state !== 'paid') return false;
  order.state = 'completed';
  order.completedAt = shop.now;
  if (shop.settings.settleOn === 'completed') for (const line of order.lines) contribute(shop, line);
  releaseRewards(shop);
  return true;
}

/** SPEC 7, refund, in its order: rewards, entry, contribution. */
function refund(shop: Shop, order: Order, number: number, amountFen: number): boolean {
  const line = order.lines[number];
  if (order.state === 'placed' || line === undefined) return false;
  if (amountFen <= 0 || amountFen > netPaid(line)) return false;
  line.refundedFen += amountFen;
  reduceRewards(shop, line);
  for (const entry of shop.entries) if (entry.line === line) reduceEntry(shop, entry);
  const kept = Math.min(line.contributedFen, grossOf(shop, line));
  const back = line.contributedFen - kept;
  line.contributedFen = kept;
  changePool(shop, line.queue, -back);
  move(shop, 'pool', 'promotion', back);
  if (isFullyRefunded(order)) order.state = 'refunded';
  return true;
}

function reduceEntry(shop: Shop, entry: Entry): void {
  if (entry.state === 'cancelled') return;
  const { member } = entry.line.order;
  entry.entitledFen = share(netPaid(entry.line), entry.ratio);
  const back = Math.max(0, entry.rewardedFen - entry.entitledFen);
  entry.rewardedFen -= back;
  member.cashFen -= back;
  changePool(shop, entry.line.queue, back);
  move(shop, 'memberCash', 'pool', back);
  if (entry.brought !== null) {
    const lost = entry.brought.amount - share(remaining(entry), entry.brought.ratio);
    member[entry.brought.balance] -= lost;
    entry.brought.amount -= lost;
  }
  if (entry.entitledFen === 0) entry.state = 'cancelled';
  else if (entry.state === 'waiting' && remaining(entry) === 0) entry.state = 'done';
}

/** SPEC 7, draw: "once, while waiting and before any reward". */
function draw(entry: Entry, outcome: string): boolean {
  const { lottery } = entry.line;
  if (lottery === null || !entry.mayDraw || entry.state !== 'waiting' || entry.rewardedFen > 0) return false;
  const drawn = millionths(outcome);
  const allowed =
    lottery.type === 'fixed'
      ? lottery.prizes.some((prize) => millionths(prize.ratio) === drawn)
      : millionths(lottery.min) <= drawn && drawn <= millionths(lottery.max) && drawn % 10_000n === 0n;
  if (!allowed) return false;
  entry.mayDraw = false;
  entry.ratio = drawn;
  entry.entitledFen = share(netPaid(entry.line), drawn);
  if (entry.entitledFen === 0) entry.state = 'cancelled';
  return true;
}

/** SPEC 7, exchange: "gives up what remains for ⌊remaining × ratio⌋". */
function exchange(shop: Shop, entry: Entry, asset: 'points' | 'love' | 'voucher'): boolean {
  const rule = shop.settings.exchange?.[asset];
  if (rule === undefined || entry.state !== 'waiting') return false;
  const balance: Balance = asset === 'love' && rule.credit === 'frozen' ? 'loveFrozen' : asset;
  const ratio = millionths(rule.ratio);
  entry.state = 'exchanged';
  entry.brought = { balance, amount: share(remaining(entry), ratio), ratio };
  entry.line.order.member[balance] += entry.brought.amount;
  return true;
}

/** SPEC 7, reset: "every waiting entry of the queue → `cleared`"; of a late one, until the first who joined after its time. */
function reset(shop: Shop, queue: string | undefined, joinedUntil: string | undefined): boolean {
  const until = joinedUntil === undefined ? Infinity : Date.parse(joinedUntil);
  const ended: string[] = [];
  for (const entry of shop.entries) {
    const here = queue === undefined || entry.line.queue === queue;
    if (!here || entry.state !== 'waiting') continue;
    if (entry.joinedAt > until) ended.push(entry.line.queue);
    if (!ended.includes(entry.line.queue)) entry.state = 'cleared';
  }
  return true;
}

/** SPEC 7, pause: "everything or one queue"; "Pausing twice or resuming what is not paused changes nothing". */
function pause(shop: Shop, queue: string | undefined): boolean {
  if (queue === undefined) shop.everythingIsPaused = true;
  else if (!shop.pausedQueues.includes(queue)) shop.pausedQueues.push(queue);
  return true;
}

/** "at its end the pool drains"; the union queue "is drained by this payout alone". */
function resume(shop: Shop, queue: string | undefined): boolean {
  const queues = Object.keys(shop.pools).filter((key) => queue === undefined || key === queue);
  const paused = queues.filter((key) => isPaused(shop, key));
  if (queue === undefined) shop.everythingIsPaused = false;
  else shop.pausedQueues = shop.pausedQueues.filter((key) => key !== queue);
  const ended = paused.filter((key) => key !== 'union' && !isPaused(shop, key));
  for (const key of ended) drain(shop, key, null);
  return true;
}

/** SPEC 8: "the day's pool is paid down the line, at most `union.dailyCapFen` a payout if set", "not while paused". */
function payUnion(shop: Shop): boolean {
  if (!isPaused(shop, 'union')) drain(shop, 'union', null, shop.settings.union?.dailyCapFen ?? Infinity);
  return true;
}
