/* Contribute, accelerate, drain and join (SPEC sections 6 and 8). */
import { type Millionths, millionths, shanghai, share } from './arithmetic';
import { partsOf } from './place';
import { profitOf } from './rewards';
import { type Entry, type Line, type Member, move, netPaid, type Order, type Part, type Shop } from './shop';

export function remaining(entry: Entry): number {
  return entry.entitledFen - entry.rewardedFen;
}

export function poolOf(shop: Shop, queue: string): number {
  return shop.pools[queue] ?? 0;
}

export function changePool(shop: Shop, queue: string, byFen: number): void {
  shop.pools[queue] = poolOf(shop, queue) + byFen;
}

export function isPaused(shop: Shop, queue: string): boolean {
  return shop.everythingIsPaused || shop.pausedQueues.includes(queue);
}

/**
 * "Who may be paid", in line order: `strict`: every waiting entry. `completedFirst`: a waiting entry whose order is completed. "In this
 * step an order does not pay its own entries", but with `payOwnOrder` they count "like all others".
 */
function payable(shop: Shop, queue: string, payer: Order | null): Entry[] {
  return shop.entries.filter(
    (entry) =>
      entry.line.queue === queue &&
      entry.state === 'waiting' &&
      (shop.settings.payoutOrder !== 'completedFirst' || entry.line.order.completedAt !== null) &&
      (entry.line.order !== payer || shop.settings.payOwnOrder === true),
  );
}

/** Pays one entry out of the pool. */
function pay(shop: Shop, entry: Entry, fen: number): void {
  entry.rewardedFen += fen;
  if (remaining(entry) === 0) entry.state = 'done';
  entry.line.order.member.cashFen += fen;
  changePool(shop, entry.line.queue, -fen);
  move(shop, 'pool', 'memberCash', fen);
}

/** "pay the pool to the waiting entries in line order, each up to its remaining entitlement, until the pool or the line is used up". */
export function drain(shop: Shop, queue: string, payer: Order | null, capFen: number = Infinity): void {
  let left = Math.min(poolOf(shop, queue), capFen);
  for (const entry of payable(shop, queue, payer)) {
    const fen = Math.min(left, remaining(entry));
    if (fen <= 0) return;
    pay(shop, entry, fen);
    left -= fen;
  }
}

/** Gross of one line as it stands now: SPEC 6 "Contribute", and section 8 for the union scheme. */
export function grossOf(shop: Shop, line: Line): number {
  const { settings } = shop;
  const profit = Math.max(0, profitOf(shop, line));
  if (settings.scheme === 'union') return share(profit, millionths(settings.union?.poolRatio ?? '0.6'));
  const gross = share(netPaid(line), line.extraction);
  return (settings.capAtProfit ?? true) ? Math.min(gross, profit) : gross;
}

/** SPEC 6 "Contribute": what the queue takes of the gross, then acceleration, then drain. */
export function contribute(shop: Shop, line: Line): void {
  if (!line.rebateIsOn) return;
  const { settings } = shop;
  const { queue, order } = line;
  const union = settings.scheme === 'union';
  let taken = grossOf(shop, line);
  if (!union && settings.unclaimed !== 'carry') {
    const usable =
      payable(shop, queue, order).reduce((sum, entry) => sum + remaining(entry), 0) - poolOf(shop, queue);
    taken = isPaused(shop, queue) ? 0 : Math.min(taken, Math.max(0, usable));
  }
  line.contributedFen += taken;
  changePool(shop, queue, taken);
  move(shop, 'promotion', 'pool', taken);
  if (isPaused(shop, queue)) return;
  const { directRatio = '0', indirectRatio = '0' } = settings.acceleration ?? {};
  const inviter = order.member.inviter;
  accelerate(shop, line, inviter, millionths(directRatio), taken);
  accelerate(shop, line, inviter?.inviter ?? null, millionths(indirectRatio), taken);
  if (!union) drain(shop, queue, order);
}

/** SPEC 8: the inviter's "earliest entry in this queue that may be paid, up to what remains to it and to what the pool holds". */
function accelerate(shop: Shop, line: Line, inviter: Member | null, ratio: Millionths, taken: number): void {
  const earliest = payable(shop, line.queue, line.order).find((entry) => entry.line.order.member === inviter);
  if (earliest === undefined) return;
  const fen = Math.min(share(taken, ratio), remaining(earliest), poolOf(shop, line.queue));
  if (fen > 0) pay(shop, earliest, fen);
}

/** SPEC 6 "Join" and "Random return". */
export function join(shop: Shop, line: Line): void {
  const { order } = line;
  const entitledFen = share(netPaid(line), line.ratio);
  if (!line.rebateIsOn || entitledFen === 0) return;
  if (order.deducted && shop.settings.deductedOrdersJoin === false) return;
  if (!gatesAreOpen(shop, line)) return;
  const entry: Entry = {
    id: `${order.id}/${line.number}`,
    line,
    joinedAt: shop.now,
    ratio: line.ratio,
    mayDraw: line.lottery !== null,
    entitledFen,
    rewardedFen: 0,
    state: 'waiting',
    brought: null,
  };
  shop.entries.push(entry);
  if (randomReturnIsInForce(shop, line) && line.slot === 'points') {
    const ratio = millionths(shop.settings.exchange?.points?.ratio ?? '0');
    entry.state = 'converted';
    entry.brought = { balance: 'points', amount: share(entitledFen, ratio), ratio };
    order.member.points += entry.brought.amount;
  }
}

/** "platform-wide, and a store or a cashier can set its own or switch it off"; absent: the platform's; null: none. */
function randomReturnIsInForce(shop: Shop, line: Line): boolean {
  const parts = partsOf(line);
  const own = line.order.kind === 'cashier' ? parts.cashier.randomReturn : parts.store.randomReturn;
  return (own === undefined ? shop.settings.randomReturn : own) != null;
}

/**
 * Windows and limits "are those of the product for a mall order, of the product and of the store (both must allow it) for a store order,
 * of the cashier for a cashier order; they count the member's entries, of any state but cancelled, in any queue, for that product, from
 * that store's `store` orders, or at that store's cashier".
 */
function gatesAreOpen(shop: Shop, line: Line): boolean {
  const { order, product } = line;
  const parts = partsOf(line);
  const mine = shop.entries.filter(
    (entry) => entry.line.order.member === order.member && entry.state !== 'cancelled',
  );
  const sameProduct = mine.filter((entry) => product !== null && entry.line.product === product);
  const sameStore = mine.filter(
    (entry) => entry.line.order.kind === order.kind && entry.line.order.store === order.store,
  );
  return (
    gateIsOpen(shop, parts.product, sameProduct) &&
    gateIsOpen(shop, parts.store, sameStore) &&
    gateIsOpen(shop, parts.cashier, sameStore)
  );
}

function gateIsOpen(shop: Shop, rules: Part, held: Entry[]): boolean {
  const { date, time } = shanghai(shop.now);
  const today = held.filter((entry) => shanghai(entry.joinedAt).date === date);
  const windows = rules.rewardWindows ?? [];
  const inWindow = windows.some(
    ({ from, to, fromDate = date, toDate = date }) =>
      from <= time && time < to && fromDate <= date && date <= toDate,
  );
  return (
    (windows.length === 0 || inWindow) &&
    held.length < (rules.maxPerMember ?? Infinity) &&
    today.length < (rules.maxPerMemberPerDay ?? Infinity)
  );
}
