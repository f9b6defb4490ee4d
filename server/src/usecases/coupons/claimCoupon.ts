import { ApiError } from '@paifan/shared/errors/errors';
import type { CouponId, MemberId } from '@paifan/shared/ids/ids';
import { daysInMs } from '@paifan/shared/time/shanghai';
import type { CouponRow, MemberCouponRow } from '../../db/models/checkout';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { hashOf, once } from '../once';

type Shop = Pick<ShopContext, 'db' | 'clock'>;

/**
 * A member claims a coupon. Everybody who claims the same one waits for its row, so that never more are claimed than there are, nor
 * more by one member than may be.
 * @param key names this request of this member
 * @throws ApiError coupon_not_found, coupon_unclaimable, coupon_gone, coupon_limit, idempotency_key_reused
 */
export const claimCoupon = (
  { db, clock }: Shop,
  memberId: MemberId,
  key: string,
  couponId: CouponId,
): Promise<MemberCouponRow> => {
  const requestHash = hashOf({ couponId });
  return once(
    requestHash,
    () => db.memberCoupons.findOne({ where: { memberId, idempotencyKey: key } }),
    () =>
      inTransaction(db, async (tx) => {
        const coupon = await lockCouponRule({ db }, tx, couponId);
        const now = clock.now();
        const held = await db.memberCoupons.count({ where: { couponId, memberId }, transaction: tx });
        assertClaimable(coupon, held, now);
        await coupon.update({ claimed: coupon.claimed + 1 }, { transaction: tx });
        return db.memberCoupons.create(
          {
            ...{ couponId, memberId, nth: held + 1, ...validityOf(coupon, now) },
            ...{ idempotencyKey: key, requestHash, claimedAt: now },
          },
          { transaction: tx },
        );
      }),
  );
};

/** The rule under its lock. @throws ApiError coupon_not_found */
export async function lockCouponRule({ db }: Pick<Shop, 'db'>, tx: Tx, id: CouponId): Promise<CouponRow> {
  const coupon = await db.coupons.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
  if (!coupon) throw new ApiError('coupon_not_found');
  return coupon;
}

function assertClaimable(coupon: CouponRow, held: number, now: Date): void {
  const { stoppedAt, claimFrom, claimUntil, total, claimed, perMember } = coupon;
  if (stoppedAt !== null || now < claimFrom || now >= claimUntil) throw new ApiError('coupon_unclaimable');
  if (total !== null && claimed >= total) throw new ApiError('coupon_gone');
  if (held >= perMember) throw new ApiError('coupon_limit', undefined, { perMember });
}

function validityOf(
  { validDays, validFrom, validUntil }: CouponRow,
  now: Date,
): Pick<MemberCouponRow, 'validFrom' | 'validUntil'> {
  if (validDays !== null)
    return { validFrom: now, validUntil: new Date(now.getTime() + daysInMs(validDays)) };
  if (validFrom === null || validUntil === null) throw new Error('a coupon has days or dates');
  return { validFrom, validUntil };
}
