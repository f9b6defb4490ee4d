import { fen, minFen as smallerFen, sumFen, ZERO_FEN, type Fen } from '../money/fen';
import { floorShare, type Ratio } from '../money/ratio';
import { splitByLargestRemainder } from '../money/split';

/** What is taken off: an amount, or a share (0.05: five percent off) of at most `capFen`. */
export type Discount =
  | { readonly type: 'amountOff'; readonly offFen: Fen }
  | { readonly type: 'shareOff'; readonly ratio: Ratio; readonly capFen: Fen | null };

/** What a discount takes off an amount: rounded down, and never more than there is. */
export function discountOn(discount: Discount, amountFen: Fen): Fen {
  if (discount.type === 'amountOff') return smallerFen(discount.offFen, amountFen);
  const shareFen = smallerFen(floorShare(amountFen, discount.ratio), amountFen);
  return discount.capFen === null ? shareFen : smallerFen(shareFen, discount.capFen);
}

/** What a store's cashier takes off the amount that is typed. */
export interface CashierDiscount {
  /** From this amount on. */
  readonly minFen: Fen;
  /** An amount off is taken once, or for each time that `minFen` is in the amount. */
  readonly repeats: boolean;
  readonly discount: Discount;
}

/** WeChat Pay takes no payment of 0, so a discount leaves one fen. */
export const LEAST_PAYMENT_FEN = fen(1);

const leaving = (amountFen: Fen): Fen => fen(Math.max(0, amountFen - LEAST_PAYMENT_FEN));

/** What the rule of a cashier takes off; null: it has none. */
export function cashierDiscountOn(rule: CashierDiscount | null, amountFen: Fen): Fen {
  if (rule === null || amountFen < rule.minFen) return ZERO_FEN;
  const { discount } = rule;
  const times = rule.repeats && rule.minFen > 0 ? Math.floor(amountFen / rule.minFen) : 1;
  const offFen =
    discount.type === 'amountOff' ? fen(discount.offFen * times) : discountOn(discount, amountFen);
  return smallerFen(offFen, leaving(amountFen));
}

/** Of which lines a coupon takes something off. SPEC section 1: a coupon is a discount rule. */
export type CouponScope =
  | { readonly type: 'mall' }
  | { readonly type: 'categories'; readonly ids: readonly string[] }
  | { readonly type: 'products'; readonly ids: readonly string[] }
  | { readonly type: 'store'; readonly id: string };

export interface CouponRule {
  readonly discount: Discount;
  /** What the fitting lines must come to. */
  readonly minFen: Fen;
  readonly scope: CouponScope;
}

/** A line as a coupon sees it. */
export interface CouponLine {
  readonly productId: string | null;
  readonly categoryId: string | null;
  /** null: a product of the mall. */
  readonly storeId: string | null;
  /** Before the coupon. */
  readonly amountFen: Fen;
}

/** What a coupon does to an order: what is taken off each line, in their order; or why it does not fit. */
export type CouponJudgement =
  | { readonly fits: true; readonly discountFen: Fen; readonly lineDiscounts: readonly Fen[] }
  | { readonly fits: false; readonly reason: 'nothingFits' }
  | { readonly fits: false; readonly reason: 'belowMinimum'; readonly missingFen: Fen };

function isInScope({ productId, categoryId, storeId }: CouponLine, scope: CouponScope): boolean {
  switch (scope.type) {
    case 'mall':
      return productId !== null && storeId === null;
    case 'categories':
      return storeId === null && categoryId !== null && scope.ids.includes(categoryId);
    case 'products':
      return productId !== null && scope.ids.includes(productId);
    case 'store':
      return productId !== null && storeId === scope.id;
  }
}

/**
 * Does a coupon fit an order, and what does it take off? The discount is spread over the fitting lines by largest remainder, so that
 * the parts add up to it; one fen of the order is left to pay. SPEC section 2.
 */
export function judgeCoupon(rule: CouponRule, lines: readonly CouponLine[]): CouponJudgement {
  const weights = lines.map((line) => (isInScope(line, rule.scope) ? line.amountFen : ZERO_FEN));
  const fittingFen = sumFen(weights);
  if (fittingFen === 0) return { fits: false, reason: 'nothingFits' };
  if (fittingFen < rule.minFen)
    return { fits: false, reason: 'belowMinimum', missingFen: fen(rule.minFen - fittingFen) };
  const allFen = sumFen(lines.map(({ amountFen }) => amountFen));
  const discountFen = smallerFen(discountOn(rule.discount, fittingFen), leaving(allFen));
  if (discountFen === 0) return { fits: false, reason: 'nothingFits' };
  return { fits: true, discountFen, lineDiscounts: splitByLargestRemainder(discountFen, weights) };
}
