import type { QueueKey } from '../ids/ids';
import { fen } from '../money/fen';
import { ZERO_RATIO } from '../money/ratio';
import type { Asker } from '../rebate/ratio/choose';
import type { LineRow, OrderRow } from '../rebate/settle/facts';
import { lineTerms, quoteLine, type LineToPlace } from '../rebate/settle/place';
import type { LineTerms } from '../rebate/settle/terms';
import { daysInMs } from '../time/shanghai';
import type { HistoryStore, OrderEvent } from './schema';
import { required, type Shop, type ShopPart } from './shop';
import { Spending } from './spending';

type OrderLine = OrderEvent['lines'][number];

const storeOf = (shop: Shop, order: OrderEvent): HistoryStore | null =>
  order.kind === 'mall' ? null : required(shop.stores.get(order.store), `store ${order.store}`);

/** What the buyer spent where spend tiers look: in the mall, or at the order's store. SPEC section 5. */
function spendingOf(shop: Shop, order: OrderEvent): Spending {
  const key = JSON.stringify([order.member, order.kind === 'mall' ? null : order.store]);
  const known = shop.spending.get(key);
  if (known !== undefined) return known;
  const spending = new Spending();
  shop.spending.set(key, spending);
  return spending;
}

function toPlace(
  shop: Shop,
  kind: LineToPlace['kind'],
  store: HistoryStore | null,
  line: OrderLine,
): LineToPlace {
  const place = {
    kind,
    store: store === null ? null : { id: store.id, rules: store },
    paidFen: line.paidFen,
  };
  if (!('product' in line)) return { ...place, product: null };
  const { id, rebate } = required(shop.products.get(line.product), `product ${line.product}`);
  return { ...place, product: { id, rules: rebate } };
}

/** The settings of a history do not change, so lines of the same item with the same ratio share their terms. */
function termsOf(shop: Shop, line: LineToPlace, buyer: Asker): LineTerms {
  const terms = lineTerms(line, buyer, shop.settings);
  const { source, entitlementRatio } = terms;
  const key = JSON.stringify([line.kind, line.store?.id, line.product?.id, source, entitlementRatio]);
  const known = shop.lineTerms.get(key);
  if (known !== undefined) return known;
  shop.lineTerms.set(key, terms);
  return terms;
}

const lineRow = (
  line: number,
  { paidFen, costFen, slot }: OrderLine,
  place: LineToPlace,
  terms: LineTerms,
): LineRow => ({
  line,
  product: place.product?.id ?? null,
  paidFen,
  costFen,
  terms,
  refundedFen: fen(0),
  contributedFen: fen(0),
  entry: null,
  rewards: [],
  slot,
});

/** Places an order: the terms of its lines are fixed. SPEC section 3. */
export function placeOrder(shop: Shop, order: OrderEvent): true {
  const { id, at, kind, member, deductedFen } = order;
  const store = storeOf(shop, order);
  const spending = spendingOf(shop, order);
  const buyer: Asker = {
    level: required(shop.members.get(member), `member ${member}`).level,
    spent: (days) => spending.since(at - daysInMs(days)),
  };
  const linesByQueue = new Map<QueueKey, LineRow[]>();
  order.lines.forEach((line, index) => {
    const place = toPlace(shop, kind, store, line);
    shop.witness?.placed(id, index, quoteLine(place, buyer, shop.settings).explanation);
    const row = lineRow(index, line, place, termsOf(shop, place, buyer));
    const lines = linesByQueue.get(row.terms.queue);
    if (lines === undefined) linesByQueue.set(row.terms.queue, [row]);
    else lines.push(row);
  });
  const orderRow = (lines: readonly LineRow[]): OrderRow => ({
    id,
    member,
    kind,
    store: store?.id ?? null,
    commissionRatio: store?.commissionRatio ?? ZERO_RATIO,
    recruiter: store?.recruiter ?? null,
    deducted: deductedFen > 0,
    terms: shop.terms,
    upline: [],
    lines,
  });
  const parts = [...linesByQueue].map(([queue, lines]): ShopPart => ({ queue, row: orderRow(lines) }));
  shop.orders.set(id, { id, member, kind, parts, spending, state: 'placed', spentAt: null });
  return true;
}
