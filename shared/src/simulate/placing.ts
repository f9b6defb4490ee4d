import { orderId } from '../ids/ids';
import { fen, ZERO_FEN } from '../money/fen';
import { ZERO_RATIO } from '../money/ratio';
import { brakedTerms } from '../rebate/brake/brake';
import type { LineTerms } from '../rebate/settle/terms';
import { Spending } from '../replay/spending';
import type { Instant } from '../time/shanghai';
import { termsOf, uplineOf } from './rules';
import { queueAt, type PlayedOrder, type PlayedPart, type PlayedQueue, type PlayedShop } from './shop';
import type { PlayedLine } from './played';
import type { TradedLine, TradedOrder } from './trade';

/** What the buyer spent where spend tiers look: in the mall, or at the order's store. SPEC section 5. */
function spendingOf(shop: PlayedShop, { buyer, lines }: TradedOrder): Spending | null {
  if (!shop.hasSpendTiers) return null;
  const key = `${lines[0]?.offer.store?.id ?? ''} ${buyer.member}`;
  const known = shop.spending.get(key);
  if (known !== undefined) return known;
  const spending = new Spending();
  shop.spending.set(key, spending);
  return spending;
}

function playedLine(
  shop: PlayedShop,
  line: number,
  { offer, paidFen, costFen }: TradedLine,
  terms: LineTerms,
): PlayedLine {
  const item = shop.items[offer.index];
  if (item === undefined) throw new Error(`${offer.item} is not of this shop`);
  return {
    line,
    product: offer.place.product?.id ?? null,
    paidFen,
    costFen,
    terms,
    refundedFen: ZERO_FEN,
    contributedFen: ZERO_FEN,
    entry: null,
    rewards: [],
    item,
    joinedAs: null,
  };
}

/** The brake, as it is when the line is placed. SPEC section 12. */
function brakedNow(shop: PlayedShop, terms: LineTerms): LineTerms {
  const { brake } = shop.rules.settings;
  if (brake === null) return terms;
  const { line, sums } = queueAt(shop, terms.queue);
  const inflowFen = fen(sums.inflow.recent(shop.calendar.day, sums.flow));
  return brakedTerms(terms, { inflowFen, outstandingFen: line.waitingRemainingFen }, brake);
}

/** A part whose lines are still being placed. */
interface OpenPart extends PlayedPart {
  readonly lines: PlayedLine[];
  next: OpenPart | null;
}

function openPart(shop: PlayedShop, traded: TradedOrder, queue: PlayedQueue, line: PlayedLine): OpenPart {
  const { number, buyer, deducted } = traded;
  const { place, store } = line.item.offer;
  return {
    id: orderId(String(number)),
    member: buyer.member,
    kind: place.kind,
    store: store?.id ?? null,
    commissionRatio: store?.commissionRatio ?? ZERO_RATIO,
    recruiter: store?.recruiter ?? null,
    deducted,
    terms: shop.rules.terms,
    upline: uplineOf(shop.rules, buyer),
    lines: [line],
    queue,
    next: null,
  };
}

/** Places an order under the settings of now: the terms of its lines are fixed. SPEC section 3. */
export function placeTraded(shop: PlayedShop, traded: TradedOrder, at: Instant): PlayedOrder {
  const { buyer, lines, refunds } = traded;
  const spending = spendingOf(shop, traded);
  let first: OpenPart | null = null;
  let last: OpenPart | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index];
    if (line === undefined) continue;
    const terms = brakedNow(shop, termsOf(shop.rules, line.offer, buyer, spending, at));
    const played = playedLine(shop, index, line, terms);
    const queue = queueAt(shop, terms.queue);
    let part: OpenPart | null = first;
    while (part !== null && part.queue !== queue) part = part.next;
    if (part !== null) {
      part.lines.push(played);
      continue;
    }
    part = openPart(shop, traded, queue, played);
    if (last === null) first = part;
    else last.next = part;
    last = part;
  }
  return { first, refunds, spending, spentAt: null, state: 'placed' };
}
