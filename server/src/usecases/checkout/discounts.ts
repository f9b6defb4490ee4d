import { cashierDiscountOn, judgeCoupon, type CouponJudgement } from '@paifan/shared/checkout/discount';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { fen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { yuanText } from '@paifan/shared/money/text';
import type { Database } from '../../db/connect';
import type { CouponRow, MemberCouponRow } from '../../db/models/checkout';
import type { StoreRow } from '../../db/models/catalogue';
import { readUsableCoupons } from '../coupons/usableCoupons';
import type { Basket } from './bareLines';
import type { BareLine, DiscountedLine } from './lines';

/** A coupon that the member holds, and what it would do to this basket. */
export interface JudgedCoupon {
  readonly held: MemberCouponRow;
  readonly coupon: CouponRow;
  readonly judgement: CouponJudgement;
}

export interface Discounted {
  readonly lines: readonly DiscountedLine[];
  readonly discountFen: Fen;
  /** The one that the basket names. */
  readonly coupon: JudgedCoupon | null;
  /** All that the member could use now, what saves most first. */
  readonly coupons: readonly JudgedCoupon[];
}

/**
 * Takes off what the rule of the cashier or a coupon takes off. One order uses one coupon at most; a cashier takes none.
 * @throws ApiError coupon_unusable, coupon_unfit
 */
export async function applyDiscounts(
  db: Database,
  memberId: MemberId,
  basket: Basket,
  {
    lines,
    store,
    at,
  }: { readonly lines: readonly BareLine[]; readonly store: StoreRow | null; readonly at: Date },
): Promise<Discounted> {
  if (basket.kind === 'cashier') {
    const rule = store?.cashierDiscount ?? null;
    const offs = lines.map(({ listFen }) => cashierDiscountOn(rule, listFen));
    return { ...takeOff(lines, offs), coupon: null, coupons: [] };
  }
  const coupons = (await readUsableCoupons(db, memberId, at))
    .map(({ held, coupon }) => ({ held, coupon, judgement: judgeCoupon(coupon, lines.map(forCoupon)) }))
    .sort((a, b) => savedBy(b) - savedBy(a));
  const coupon = basket.memberCouponId === undefined ? null : chosen(coupons, basket.memberCouponId);
  const offs = coupon?.judgement.fits === true ? coupon.judgement.lineDiscounts : lines.map(() => ZERO_FEN);
  return { ...takeOff(lines, offs), coupon, coupons };
}

const forCoupon = ({ productId, categoryId, storeId, listFen }: BareLine) => ({
  ...{ productId, categoryId, storeId },
  amountFen: listFen,
});

const savedBy = ({ judgement }: JudgedCoupon): number => (judgement.fits ? judgement.discountFen : -1);

function chosen(coupons: readonly JudgedCoupon[], id: string): JudgedCoupon {
  const coupon = coupons.find(({ held }) => held.id === id);
  if (coupon === undefined) throw new ApiError('coupon_unusable');
  if (!coupon.judgement.fits) throw new ApiError('coupon_unfit', whyNot(coupon.judgement));
  return coupon;
}

/** Why a coupon does not fit, as a member reads it. */
export const whyNot = (judgement: Exclude<CouponJudgement, { readonly fits: true }>): string =>
  judgement.reason === 'belowMinimum' ? `还差 ¥${yuanText(judgement.missingFen)} 可用` : '本单没有适用的商品';

function takeOff(
  lines: readonly BareLine[],
  offs: readonly Fen[],
): { readonly lines: readonly DiscountedLine[]; readonly discountFen: Fen } {
  const discounted = lines.map((line, index) => {
    const discountFen = offs[index] ?? ZERO_FEN;
    return { ...line, discountFen, netFen: fen(line.listFen - discountFen) };
  });
  return { lines: discounted, discountFen: fen(offs.reduce((sum, off) => sum + off, 0)) };
}
