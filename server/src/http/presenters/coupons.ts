import type { CouponScope } from '@paifan/shared/checkout/discount';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { productId, storeId } from '@paifan/shared/ids/ids';
import { couponText } from '@paifan/shared/texts/coupons';
import type { CouponRow } from '../../db/models/checkout';
import type { ClaimableCoupon, OwnCoupon } from '../../usecases/coupons/readCoupons';
import { instant, instantOrNull } from './texts';

type ClaimableView = ResponseOf<'GET /api/coupons'>['items'][number];
type HeldView = ResponseOf<'GET /api/me/coupons'>['items'][number];
type AdminView = ResponseOf<'GET /api/admin/coupons'>['items'][number];

const SCOPES: Readonly<Record<CouponScope['type'], string>> = {
  mall: '商城商品可用',
  categories: '指定分类可用',
  products: '指定商品可用',
  store: '指定门店可用',
};

/** In JSON ids are plain text; a brand exists for the compiler only. */
function scopeView(scope: CouponScope): HeldView['scope'] {
  if (scope.type === 'products') return { type: 'products', ids: scope.ids.map(productId) };
  if (scope.type === 'categories') return { type: 'categories', ids: [...scope.ids] };
  return scope.type === 'store' ? { type: 'store', id: storeId(scope.id) } : scope;
}

const card = (coupon: CouponRow) => ({
  name: coupon.name,
  text: couponText(coupon),
  scope: scopeView(coupon.scope),
  scopeText: SCOPES[coupon.scope.type],
});

const DAY = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false },
});

const validityText = ({ validDays, validUntil }: CouponRow): string =>
  validDays !== null
    ? `领取后 ${validDays} 天内有效`
    : `${validUntil === null ? '' : DAY.format(validUntil)} 前有效`;

export function presentClaimable({ coupon, held }: ClaimableCoupon): ClaimableView {
  const gone = coupon.total !== null && coupon.claimed >= coupon.total;
  return {
    id: coupon.id,
    ...card(coupon),
    claimUntil: instant(coupon.claimUntil),
    validityText: validityText(coupon),
    gone,
    mayClaim: !gone && held < coupon.perMember,
  };
}

export function presentHeld({ held, coupon, orderNo }: OwnCoupon, now: Date): HeldView {
  const state = held.orderId !== null ? 'used' : held.validUntil > now ? 'available' : 'expired';
  return {
    id: held.id,
    couponId: coupon.id,
    ...card(coupon),
    state,
    validFrom: instant(held.validFrom),
    validUntil: instant(held.validUntil),
    orderNo,
    inForce: state === 'available' && held.validFrom <= now,
  };
}

function validityView({ validDays, validFrom, validUntil }: CouponRow): AdminView['validity'] {
  if (validDays !== null) return { type: 'days', days: validDays };
  if (validFrom === null || validUntil === null) throw new Error('a coupon has days or dates');
  return { type: 'dates', from: instant(validFrom), until: instant(validUntil) };
}

export const presentAdminCoupon = (coupon: CouponRow): AdminView => ({
  id: coupon.id,
  name: coupon.name,
  text: couponText(coupon),
  discount: coupon.discount,
  minFen: coupon.minFen,
  scope: scopeView(coupon.scope),
  total: coupon.total,
  perMember: coupon.perMember,
  claimFrom: instant(coupon.claimFrom),
  claimUntil: instant(coupon.claimUntil),
  validity: validityView(coupon),
  stoppedAt: instantOrNull(coupon.stoppedAt),
  createdAt: instant(coupon.createdAt),
  figures: { claimed: coupon.claimed, used: coupon.used, savedFen: coupon.savedFen },
});
