import type { MemberId, QueueKey } from '../ids/ids';
import { addFen, fen, type Fen } from '../money/fen';
import { isRefundable, nextState } from '../orders/states';
import { UNION_QUEUE } from '../rebate/queue/lines';
import { splitDividend } from '../rebate/rewards/dividend';
import { uplineDepth } from '../rebate/rewards/rewards';
import type { LineRow, QueueTask, UplineMember } from '../rebate/settle/facts';
import { findLine, netPaid } from '../rebate/settle/lines';
import type { OrderTerms } from '../rebate/settle/terms';
import type { Instant } from '../time/shanghai';
import { placeOrder } from './placing';
import type { HistoryEvent } from './schema';
import { queueAt, releaseDue, required, settleIn, settleOrder, type Shop, type ShopOrder } from './shop';

/** An event of one type; whoever handles it says whether its rules allow it. */
type Of<Type extends HistoryEvent['type']> = Extract<HistoryEvent, { readonly type: Type }>;

const linesOf = (order: ShopOrder): LineRow[] => order.parts.flatMap(({ row }) => row.lines);

/** Who is above a member, nearest first and as many as an order's terms ask for, with the levels of now. */
function uplineOf(shop: Shop, buyer: MemberId, terms: OrderTerms): UplineMember[] {
  const upline: UplineMember[] = [];
  let above = shop.members.get(buyer)?.inviter ?? null;
  while (above !== null && upline.length < uplineDepth(terms)) {
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
  settleOrder(shop, order, { type: 'completed', order: order.id, at });
  const lines = linesOf(order);
  const spentFen = lines.reduce<Fen>((sum, line) => addFen(sum, netPaid(line)), fen(0));
  order.spentAt = order.spending.add(at, spentFen);
  for (const { rewards } of lines) shop.due.push(...rewards.filter(({ state }) => state === 'frozen'));
  return true;
}

/** SPEC section 3: a cashier order completes in the same moment in which it is paid. */
function payOrder(shop: Shop, { order: id, at }: Of<'pay'>): boolean {
  const order = shop.orders.get(id);
  if (order === undefined || !move(order, 'pay')) return false;
  for (const { row } of order.parts) row.upline = uplineOf(shop, order.member, row.terms);
  settleOrder(shop, order, { type: 'paid', order: id, at });
  if (order.kind === 'cashier') completeOrder(shop, order, at);
  return true;
}

function refundLine(shop: Shop, event: Of<'refund'>, cause: string): boolean {
  const { order: id, line, amountFen, at } = event;
  const order = shop.orders.get(id);
  const part = order?.parts.find(({ row }) => findLine(row, line) !== undefined);
  if (order === undefined || part === undefined || !isRefundable(order.state)) return false;
  const refusal = settleIn(shop, part.queue, { type: 'refunded', order: id, line, amountFen, cause, at });
  if (refusal !== null) return false;
  if (order.spentAt !== null) order.spending.refund(order.spentAt, amountFen);
  if (linesOf(order).every((row) => netPaid(row) === 0)) move(order, 'refundInFull');
  return true;
}

/** A draw or an exchange, in the queue of its entry. */
function settleEntry(shop: Shop, task: Extract<QueueTask, { entry: unknown }>): boolean {
  const entry = shop.books.entries.get(task.entry);
  const order = entry && shop.orders.get(entry.order);
  const part = order?.parts.find(({ row }) => row.lines.some(({ entry: id }) => id === task.entry));
  return part !== undefined && settleIn(shop, part.queue, task) === null;
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
      return settleAll(shop, event.queue, {
        ...{ type: 'reset', cause, at: event.at },
        ...(event.joinedUntil === undefined ? {} : { joinedUntil: event.joinedUntil }),
      });
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
