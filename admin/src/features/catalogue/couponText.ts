import type { ResponseOf } from '@paifan/shared/contract/contract';
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
  if (stoppedAt !== null) return { tone: 'over', text: '已停止发放' } as const;
  if (Date.parse(claimUntil) <= now) return { tone: 'over', text: '领取已结束' } as const;
  if (total !== null && figures.claimed >= total) return { tone: 'over', text: '已领完' } as const;
  if (Date.parse(claimFrom) > now) return { tone: 'waiting', text: '未开始' } as const;
  return { tone: 'good', text: '领取中' } as const;
}
