import type { CashierDiscount, CouponRule } from '../checkout/discount';
import { percentText, yuanText } from '../money/text';

/** What a coupon takes off, as a member reads it: `满 100.00 元减 10.00 元`. */
export function couponText({ discount, minFen }: Pick<CouponRule, 'discount' | 'minFen'>): string {
  const from = minFen > 0 ? `满 ${yuanText(minFen)} 元` : '';
  if (discount.type === 'amountOff') return `${from}减 ${yuanText(discount.offFen)} 元`;
  const cap = discount.capFen === null ? '' : `，最多减 ${yuanText(discount.capFen)} 元`;
  return `${from}减 ${percentText(discount.ratio)}${cap}`;
}

/** What a cashier takes off, as a member reads it: `每满 100.00 元减 10.00 元`. */
export const cashierDiscountText = (rule: CashierDiscount): string =>
  `${rule.repeats && rule.minFen > 0 ? '每' : ''}${couponText(rule)}`;
