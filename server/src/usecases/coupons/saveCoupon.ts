import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { CouponId, OperatorId } from '@paifan/shared/ids/ids';
import { audit, type AuditState } from '../../db/audit';
import type { CouponRow } from '../../db/models/checkout';
import { inTransaction } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { hashOf, once } from '../once';
import { lockCouponRule } from './claimCoupon';

type Office = Pick<ShopContext, 'db' | 'clock'>;

/** A coupon as an operator writes it. */
export type CouponDraft = BodyOf<'POST /api/admin/coupons'>;
export type CouponChange = BodyOf<'PUT /api/admin/coupons/:id'>;

const subjectOf = (id: CouponId): string => `coupon:${id}`;

const stateOf = ({ name, total, perMember, claimFrom, claimUntil, stoppedAt }: CouponRow): AuditState => ({
  ...{ name, total, perMember },
  claimFrom: claimFrom.toISOString(),
  claimUntil: claimUntil.toISOString(),
  stoppedAt: stoppedAt?.toISOString() ?? null,
});

const claiming = ({ name, total, perMember, claimFrom, claimUntil }: CouponChange) => ({
  ...{ name, total, perMember },
  claimFrom: new Date(claimFrom),
  claimUntil: new Date(claimUntil),
});

/**
 * Adds a coupon. With a key that was used before, the coupon of then comes back.
 * @throws ApiError forbidden_phrase, idempotency_key_reused
 */
export async function createCoupon(
  { db, clock }: Office,
  by: OperatorId,
  key: string,
  draft: CouponDraft,
): Promise<CouponRow> {
  assertAllowedTexts({ name: draft.name });
  const { discount, minFen, scope, validity } = draft;
  const requestHash = hashOf(draft);
  return once(
    requestHash,
    () => db.coupons.findOne({ where: { idempotencyKey: key } }),
    () =>
      inTransaction(db, async (tx) => {
        const at = clock.now();
        const coupon = await db.coupons.create(
          {
            ...{ ...claiming(draft), discount, minFen, scope },
            stoppedAt: null,
            validDays: validity.type === 'days' ? validity.days : null,
            validFrom: validity.type === 'dates' ? new Date(validity.from) : null,
            validUntil: validity.type === 'dates' ? new Date(validity.until) : null,
            ...{ idempotencyKey: key, requestHash, createdAt: at },
          },
          { transaction: tx },
        );
        await audit(tx, {
          ...{ at, operatorId: by, action: 'coupon.created', subject: subjectOf(coupon.id) },
          ...{ before: null, after: { ...draft } },
        });
        return coupon;
      }),
  );
}

/**
 * Changes who can claim a coupon, and when. What it takes off stays: somebody may hold it.
 * @throws ApiError coupon_not_found, coupon_total (fewer than were claimed), forbidden_phrase
 */
export async function changeCoupon(
  { db, clock }: Office,
  by: OperatorId,
  id: CouponId,
  change: CouponChange,
): Promise<CouponRow> {
  assertAllowedTexts({ name: change.name });
  return inTransaction(db, async (tx) => {
    const coupon = await lockCouponRule({ db }, tx, id);
    if (change.total !== null && change.total < coupon.claimed)
      throw new ApiError('coupon_total', undefined, { claimed: coupon.claimed });
    const before = stateOf(coupon);
    await coupon.update(claiming(change), { transaction: tx });
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, action: 'coupon.changed', subject: subjectOf(id) },
      ...{ before, after: stateOf(coupon) },
    });
    return coupon;
  });
}

/** Nobody can claim it any more; what was claimed stays good. Repeating it changes nothing. @throws ApiError coupon_not_found */
export async function stopCoupon({ db, clock }: Office, by: OperatorId, id: CouponId): Promise<CouponRow> {
  return inTransaction(db, async (tx) => {
    const coupon = await lockCouponRule({ db }, tx, id);
    if (coupon.stoppedAt !== null) return coupon;
    const before = stateOf(coupon);
    const at = clock.now();
    await coupon.update({ stoppedAt: at }, { transaction: tx });
    await audit(tx, {
      ...{ at, operatorId: by, action: 'coupon.stopped', subject: subjectOf(id) },
      ...{ before, after: stateOf(coupon) },
    });
    return coupon;
  });
}
