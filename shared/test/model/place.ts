/* What is fixed when an order is placed: queue, switches and ratios (SPEC sections 3, 4 and 5). */
import { DAY_MS, type Millionths, millionths } from './arithmetic';
import { type Line, type Lottery, netPaid, type Order, type Part, type Shop, storeOf } from './shop';

/** SPEC section 4. With the union scheme all go to one queue. */
export function queueOf(shop: Shop, line: Line): string {
  const { settings } = shop;
  const { order } = line;
  if (settings.scheme === 'union') return 'union';
  if (order.kind === 'mall')
    return (settings.mallSharesQueue ?? true) ? 'mall' : `product:${line.product?.id}`;
  if (order.kind === 'store') return settings.storesShareQueue ? 'stores' : `store:${storeOf(order).id}`;
  return settings.cashiersShareQueue ? 'cashiers' : `cashier:${storeOf(order).id}`;
}

/** The rules of the product, and of the store or the cashier, that a line follows. */
export function partsOf(line: Line): { product: Part; store: Part; cashier: Part } {
  const { order, product } = line;
  return {
    product: product?.rebate ?? {},
    store: (order.kind === 'store' && storeOf(order).rebate) || {},
    cashier: (order.kind === 'cashier' && storeOf(order).cashier) || {},
  };
}

/** SPEC 6: "platform `enabled`, and the product's and store's or the cashier's own switch". */
export function rebateIsOn(shop: Shop, line: Line): boolean {
  const parts = partsOf(line);
  return [shop.settings, parts.product, parts.store, parts.cashier].every((rules) => rules.enabled ?? true);
}

/** SPEC 5: "Extraction ratio: product's, else store's, else the platform's (cashier: cashier's, else the platform's)." */
export function extractionOf(shop: Shop, line: Line): Millionths {
  const parts = partsOf(line);
  return millionths(
    parts.product.extractionRatio ??
      parts.store.extractionRatio ??
      parts.cashier.extractionRatio ??
      shop.settings.extractionRatio ??
      '0.1',
  );
}

/** The table of SPEC section 5, column by column. */
const CHAINS: Record<Order['kind'], string[]> = {
  mall: [
    'product.level',
    'platform.level',
    'product.spend',
    'product.lottery',
    'platform.lottery',
    'product.fixed',
    'platform.fixed',
  ],
  cashier: [
    'cashier.level',
    'platform.level',
    'cashier.spend',
    'cashier.lottery',
    'platform.lottery',
    'cashier.fixed',
    'platform.fixed',
  ],
  store: [
    'product.level',
    'store.level',
    'platform.level',
    'product.spend',
    'store.spend',
    'product.lottery',
    'store.lottery',
    'platform.lottery',
    'product.fixed',
    'store.fixed',
    'platform.fixed',
  ],
};

/** The first rule of the chain that applies, with its ratio; a lottery starts with the next fixed ratio of the same chain. */
export function entitlementOf(
  shop: Shop,
  line: Line,
): { ratio: Millionths; source: string; lottery: Lottery | null } {
  const chain = CHAINS[line.order.kind];
  for (const [place, source] of chain.entries()) {
    const ratio = ratioOf(shop, line, source);
    if (ratio !== null) return { ratio, source, lottery: null };
    const lottery = source.endsWith('.lottery') ? rulesOf(shop, line, source).lottery : null;
    if (lottery) {
      const fixed = chain.slice(place).filter((later) => later.endsWith('.fixed'));
      const start = fixed.map((later) => ratioOf(shop, line, later)).find((next) => next !== null);
      if (start === undefined || start === null) throw new Error('the platform has a fixed ratio');
      return { ratio: start, source, lottery };
    }
  }
  throw new Error('the platform has a fixed ratio');
}

/** The ratio that a level, spend or fixed rule gives to this line, or null when it does not apply. */
function ratioOf(shop: Shop, line: Line, source: string): Millionths | null {
  const rules = rulesOf(shop, line, source);
  if (source.endsWith('.level')) {
    const { level } = line.order.member;
    const ratios = rules.levelRatios ?? {};
    return level !== null && Object.hasOwn(ratios, level) ? millionths(ratios[level] ?? '0') : null;
  }
  if (source.endsWith('.spend')) return largestReachedTier(shop, line.order, rules);
  if (source.endsWith('.fixed')) {
    const fixed = rules.entitlementRatio ?? (source === 'platform.fixed' ? '1' : null);
    return fixed === null ? null : millionths(fixed);
  }
  return null;
}

function rulesOf(shop: Shop, line: Line, source: string): Part {
  const parts = partsOf(line);
  if (source.startsWith('product.')) return parts.product;
  if (source.startsWith('store.')) return parts.store;
  if (source.startsWith('cashier.')) return parts.cashier;
  const { levelRatios, lottery, entitlementRatio } = shop.settings;
  return { levelRatios, lottery, entitlementRatio };
}

/** "Spend tiers": "among the reached tiers the largest ratio", null when none is reached. */
function largestReachedTier(shop: Shop, order: Order, rules: Part): Millionths | null {
  let largest: Millionths | null = null;
  for (const tier of rules.spendTiers ?? []) {
    const ratio = millionths(tier.ratio);
    const reached = spentFen(shop, order, tier.days) >= tier.minFen;
    if (reached && (largest === null || ratio > largest)) largest = ratio;
  }
  return largest;
}

/**
 * "sum of the net paid lines of the buyer's orders that are completed, completed later than `days` × 24 h before this order is
 * placed and not after it. For a mall order: mall orders. For a cashier or store order: cashier and store orders at that same store."
 */
function spentFen(shop: Shop, order: Order, days: number): number {
  let sum = 0;
  for (const other of shop.orders) {
    if (other.member !== order.member || other.completedAt === null) continue;
    const alike = order.kind === 'mall' ? other.kind === 'mall' : other.store === order.store;
    const inTime = other.completedAt > order.placedAt - days * DAY_MS && other.completedAt <= order.placedAt;
    if (alike && inTime) for (const line of other.lines) sum += netPaid(line);
  }
  return sum;
}
