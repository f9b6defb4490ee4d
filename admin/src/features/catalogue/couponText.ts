import { claimStateOf } from '@paifan/shared/checkout/claims';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { CLAIM_STATE_TEXT, CLAIM_STATE_TONE } from '@paifan/shared/texts/states';
import { timeText } from '../../ui/Time';

export type Coupon = ResponseOf<'GET /api/admin/coupons'>['items'][number];

/** Until when somebody who claims it can use it. */
export const validityText = ({ validity }: Coupon): string =>
  validity.type === 'days'
    ? `领取后 ${validity.days} 天`
    : `${timeText(validity.from)} 至 ${timeText(validity.until)}`;

export function scopeText({ scope }: Coupon, categories: Readonly<Record<string, string>>): string {
  switch (scope.type) {
    case 'mall':
      return '全部商城商品';
    case 'categories':
      return `分类：${scope.ids.map((id) => categories[id] ?? id).join('、')}`;
    case 'products':
      return `商品编号：${scope.ids.join('、')}`;
    case 'store':
      return `门店编号：${scope.id}`;
  }
}

/** Where it stands, by the claims: `now` is the browser's, for showing only. */
export function couponState({ stoppedAt, claimFrom, claimUntil, total, figures }: Coupon, now: number) {
  const times = { from: Date.parse(claimFrom), until: Date.parse(claimUntil) };
  const state = claimStateOf(
    { ...times, isStopped: stoppedAt !== null, total, claimed: figures.claimed },
    now,
  );
  return { tone: CLAIM_STATE_TONE[state], text: CLAIM_STATE_TEXT[state] };
}
