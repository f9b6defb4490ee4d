import { Op } from 'sequelize';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { Database } from '../../db/connect';
import type { CouponRow, MemberCouponRow } from '../../db/models/checkout';

/** Nobody chooses among more; those that end first are kept. */
const MOST_USABLE = 50;

/** A coupon that a member holds, with its rule. */
export interface HeldCoupon {
  readonly held: MemberCouponRow;
  readonly coupon: CouponRow;
}

/** What a member can use now, those that end first before others. */
export async function readUsableCoupons(db: Database, memberId: MemberId, at: Date): Promise<HeldCoupon[]> {
  const rows = await db.memberCoupons.findAll({
    where: { memberId, orderId: null, validFrom: { [Op.lte]: at }, validUntil: { [Op.gt]: at } },
    order: [
      ['validUntil', 'ASC'],
      ['id', 'ASC'],
    ],
    limit: MOST_USABLE,
    include: 'coupon',
  });
  return rows.map(withRule);
}

/** A row that was read with its rule. */
export function withRule(held: MemberCouponRow): HeldCoupon {
  const { coupon } = held;
  if (!coupon) throw new Error(`member coupon ${held.id} was read without its rule`);
  return { held, coupon };
}
