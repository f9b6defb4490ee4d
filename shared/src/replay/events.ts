import type { MemberId, QueueKey } from '../ids/ids';
import { addFen, fen, type Fen } from '../money/fen';
import { ZERO_RATIO } from '../money/ratio';
import { isRefundable, nextState } from '../orders/states';
import { UNION_QUEUE } from '../rebate/queue/lines';
import { splitDividend } from '../rebate/rewards/dividend';
import { uplineDepth } from '../rebate/rewards/rewards';
import type { LineRow, OrderRow, QueueTask, UplineMember } from '../rebate/settle/facts';
import { findLine, netPaid } from '../rebate/settle/lines';
import { lineTerms, type LineToPlace } from '../rebate/settle/place';
import { daysInMs, type Instant } from '../time/shanghai';
import type { HistoryEvent, OrderEvent } from './schema';
import { queueAt, releaseDue, settleIn, settleOrder, type Shop, type ShopOrder } from './shop';
import { Spending } from './spending';

/** An event of one type; whoever handles it says whether its rules allow it. */
type Of<Type extends HistoryEvent['type']> = Extract<HistoryEvent, { readonly type: Type }>;

function required<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`the history was not checked: ${what}`);
  return value;
}

const partsOf = (order: ShopOrder): LineRow[] => [...order.parts.values()].flatMap(({ lines }) => lines);

/** What the buyer spent where spend tiers look: in the mall, or at the order's store. SPEC section 5. */
function spendingOf(shop: Shop, order: OrderEvent): Spending {
  const where = order.kind === 'mall' ? 'mall' : `store ${order.store}`;
  const key = `${where} ${order.member}`;
  const known = shop.spending.get(key);
  if (known !== undefined) return known;
  const spending = new Spending();
  shop.spending.set(key, spending);
  return spending;
}

function linesToPlace(shop: Shop, order: OrderEvent): LineToPlace[] {
  const store = order.kind === 'mall' ? null : required(shop.stores.get(order.store), `store ${order.store}`);
  const place = { kind: order.kind, store: store === null ? null : { id: store.id, rules: store } };
  if (order.kind === 'cashier')
    return order.lines.map(({ paidFen }) => ({ ...place, product: null, paidFen }));
  return order.lines.map(({ product, paidFen }) => {
    const { rebate } = required(shop.products.get(product), `product ${product}`);
    return { ...place, product: { id: product, rules: rebate }, paidFen };
  });
}

/** Fixes the terms of an order's lines. SPEC section 3. */
function placeOrder(shop: Shop, order: OrderEvent): boolean {
  const { id, at, kind, member, deductedFen } = order;
  const store = order.kind === 'mall' ? null : required(shop.stores.get(order.store), `store ${order.store}`);
  const spending = spendingOf(shop, order);
  const buyer = {
    level: required(shop.members.get(member), `member ${member}`).level,
    spent: (days: number) => spending.since(at - daysInMs(days)),
  };
  const parts = new Map<QueueKey, OrderRow & { lines: LineRow[] }>();
  linesToPlace(shop, order).forEach((toPlace, index) => {
    const terms = lineTerms(toPlace, buyer, shop.settings);
    const part = parts.get(terms.queue) ?? {
      id,
      member,
      kind,
      store: store?.id ?? null,
      commissionRatio: store?.commissionRatio ?? ZERO_RATIO,
      recruiter: store?.recruiter ?? null,
      deducted: deductedFen > 0,
      terms: shop.terms,
      upline: [],
      lines: [],
    };
    const { paidFen, costFen, slot } = required(order.lines[index], `line ${index}`);
    part.lines.push({
      line: index,
      product: toPlace.product?.id ?? null,
      paidFen,
      costFen,
      terms,
      refundedFen: fen(0),
      contributedFen: fen(0),
      entry: null,
      rewards: [],
      slot,
    });
    parts.set(terms.queue, part);
  });
  shop.orders.set(id, { event: order, parts, state: 'placed', spentAt: null });
  return true;
}

/** Who is above a member, nearest first, with the levels of now. */
function uplineOf(shop: Shop, buyer: MemberId): UplineMember[] {
  const upline: UplineMember[] = [];
  let above = shop.members.get(buyer)?.inviter ?? null;
  while (above !== null && upline.length < uplineDepth(shop.terms)) {
    const { member, level, inviter } = required(shop.members.get(above), `member ${above}`);
    upline.push({ member, level });
    above = inviter;
  }
  return upline;
}

function move(order: ShopOrder, event: Parameters<typeof nextState>[1]): boolean {
  const state = nextState(order.state, event);
  if (state !== null) order.state = state;
  return state !== null;
}

function completeOrder(shop: Shop, order: ShopOrder, at: Instant): boolean {
  if (!move(order, 'complete')) return false;
  const { id } = order.event;
  settleOrder(shop, order, { type: 'completed', order: id, at });
  const lines = partsOf(order);
  const spentFen = lines.reduce<Fen>((sum, line) => addFen(sum, netPaid(line)), fen(0));
  order.spentAt = spendingOf(shop, order.event).add(at, spentFen);
  for (const { rewards } of lines) shop.due.push(...rewards.filter(({ state }) => state === 'frozen'));
  return true;
}

/** SPEC section 3: a cashier order completes in the same moment in which it is paid. */
function payOrder(shop: Shop, { order: id, at }: Of<'pay'>): boolean {
  const order = shop.orders.get(id);
  if (order === undefined || !move(order, 'pay')) return false;
  const upline = uplineOf(shop, order.event.member);
  for (const part of order.parts.values()) part.upline = upline;
  settleOrder(shop, order, { type: 'paid', order: id, at });
  if (order.event.kind === 'cashier') completeOrder(shop, order, at);
  return true;
}

function refundLine(
  shop: Shop,
  { order: id, line: number, amountFen, at }: Of<'refund'>,
  cause: string,
): boolean {
  const order = shop.orders.get(id);
  if (order === undefined || !isRefundable(order.state)) return false;
  for (const [key, part] of order.parts) {
    if (findLine(part, number) === undefined) continue;
    const refusal = settleIn(shop, key, { type: 'refunded', order: id, line: number, amountFen, cause, at });
    if (refusal !== null) return false;
    if (order.spentAt !== null) spendingOf(shop, order.event).refund(order.spentAt, amountFen);
    if (partsOf(order).every((line) => netPaid(line) === 0)) move(order, 'refundInFull');
    return true;
  }
  return false;
}

/** A draw or an exchange, in the queue of its entry. */
function settleEntry(shop: Shop, task: Extract<QueueTask, { entry: unknown }>): boolean {
  const entry = shop.books.entries.get(task.entry);
  const parts = entry && shop.orders.get(entry.order)?.parts;
  for (const [key, part] of parts ?? []) {
    if (part.lines.some(({ entry: id }) => id === task.entry)) return settleIn(shop, key, task) === null;
  }
  return false;
}

/** Settles something in one queue, or in every queue. It is never rejected. */
function settleAll(shop: Shop, queue: QueueKey | undefined, task: QueueTask): true {
  for (const key of queue === undefined ? shop.queues.keys() : [queue]) settleIn(shop, key, task);
  return true;
}

function setPaused(shop: Shop, { type, queue, at }: Of<'pause' | 'resume'>, cause: string): true {
  const what = queue === undefined ? 'all' : 'queue';
  if (queue === undefined) shop.allPaused = type === 'pause';
  else queueAt(shop, queue);
  return settleAll(shop, queue, type === 'pause' ? { type, what, at } : { type, what, cause, at });
}

function payDividend(shop: Shop, { amountFen, at }: Of<'dividend'>, cause: string): true {
  const { books, members, settings } = shop;
  const restFen = fen(books.totals.dividend);
  const { parts } = splitDividend(amountFen, restFen, settings.dividend.weights, members.values());
  books.book('dividendDeclared', cause, at, { amountFen });
  books.book('dividendPaid', cause, at, { to: parts });
  return true;
}

function setLevel(shop: Shop, { member, level }: Of<'setLevel'>): true {
  required(shop.members.get(member), `member ${member}`).level = level;
  return true;
}

function handle(shop: Shop, event: HistoryEvent, cause: string): boolean {
  switch (event.type) {
    case 'order':
      return placeOrder(shop, event);
    case 'pay':
      return payOrder(shop, event);
    case 'complete': {
      const order = shop.orders.get(event.order);
      return order !== undefined && completeOrder(shop, order, event.at);
    }
    case 'refund':
      return refundLine(shop, event, cause);
    case 'draw':
    case 'exchange':
      return settleEntry(shop, event);
    case 'reset':
      return settleAll(shop, event.queue, { type: 'reset', cause, at: event.at });
    case 'pause':
    case 'resume':
      return setPaused(shop, event, cause);
    case 'unionPayout':
      return settleAll(shop, UNION_QUEUE, { type: 'unionPayout', cause, at: event.at });
    case 'dividend':
      return payDividend(shop, event, cause);
    case 'setLevel':
      return setLevel(shop, event);
  }
}

/**
 * Takes one event: first the rewards whose time has come are released. Says whether its rules allow it; if not, it changes
 * nothing. `cause` names the event among all events.
 */
export function takeEvent(shop: Shop, event: HistoryEvent, cause: string): boolean {
  releaseDue(shop, event.at);
  return handle(shop, event, cause);
}
