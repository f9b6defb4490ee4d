import { Op } from 'sequelize';
import { z } from 'zod';
import type { CouponId, MemberCouponId, MemberId, OrderId } from '@paifan/shared/ids/ids';
import { countColumn, idColumn } from '../../db/columns';
import type { CouponRow } from '../../db/models/checkout';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { withRule, type HeldCoupon } from './usableCoupons';

type Shop = Pick<ShopContext, 'db' | 'clock'>;

/** A coupon that can be claimed now, and how many of it the member has. */
export interface ClaimableCoupon {
  readonly coupon: CouponRow;
  readonly held: number;
}

const heldRow = z.object({ coupon_id: idColumn, held: countColumn });

/** Coupons that can be claimed now, the newest first; also those that are gone, so that nobody looks for them. */
export async function readClaimable(
  { db, clock }: Shop,
  memberId: MemberId,
  request: PageRequest,
): Promise<Page<ClaimableCoupon>> {
  const now = clock.now();
  const rows = await db.coupons.findAll({
    where: {
      ...{ stoppedAt: null, claimFrom: { [Op.lte]: now }, claimUntil: { [Op.gt]: now } },
      ...olderThan<CouponId>(request),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  const { items, next } = toPage(rows, request);
  if (items.length === 0) return { items: [], next };
  const held = await query(
    db,
    'SELECT coupon_id, COUNT(*) AS held FROM member_coupons WHERE member_id = ? AND coupon_id IN (?) GROUP BY coupon_id',
    [memberId, items.map(({ id }) => id)],
    heldRow,
  );
  const heldOf = (id: CouponId): number => held.find(({ coupon_id }) => coupon_id === id)?.held ?? 0;
  return { items: items.map((coupon) => ({ coupon, held: heldOf(coupon.id) })), next };
}

/** How a member's coupon stands. One that is given back after its end is expired. */
export type CouponState = 'available' | 'used' | 'expired';

/** A member's coupon with the number of the order that uses it. */
export interface OwnCoupon extends HeldCoupon {
  readonly orderNo: string | null;
}

/** A member's coupons in one state, what was claimed last first. */
export async function readOwnCoupons(
  { db, clock }: Shop,
  memberId: MemberId,
  { state, ...request }: PageRequest & { readonly state: CouponState },
): Promise<Page<OwnCoupon>> {
  const now = clock.now();
  const inState = {
    available: { orderId: null, validUntil: { [Op.gt]: now } },
    expired: { orderId: null, validUntil: { [Op.lte]: now } },
    used: { orderId: { [Op.ne]: null } },
  }[state];
  const rows = await db.memberCoupons.findAll({
    where: { memberId, ...inState, ...olderThan<MemberCouponId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
    include: 'coupon',
  });
  const { items, next } = toPage(rows, request);
  const orderIds = items.flatMap(({ orderId }): OrderId[] => (orderId === null ? [] : [orderId]));
  const orders =
    orderIds.length === 0
      ? []
      : await db.orders.findAll({ where: { id: orderIds }, attributes: ['id', 'no'] });
  const noOf = (id: OrderId | null): string | null => orders.find((order) => order.id === id)?.no ?? null;
  return { items: items.map((row) => ({ ...withRule(row), orderNo: noOf(row.orderId) })), next };
}

/** One coupon of a member, as it was just claimed. */
export async function readOwnCoupon({ db }: Pick<Shop, 'db'>, id: MemberCouponId): Promise<OwnCoupon> {
  const row = await db.memberCoupons.findByPk(id, { include: 'coupon', rejectOnEmpty: true });
  const order = row.orderId === null ? null : await db.orders.findByPk(row.orderId, { attributes: ['no'] });
  return { ...withRule(row), orderNo: order?.no ?? null };
}

/** All coupons, the newest first, for operators. */
export async function readAllCoupons(
  { db }: Pick<Shop, 'db'>,
  request: PageRequest,
): Promise<Page<CouponRow>> {
  const rows = await db.coupons.findAll({
    where: olderThan<CouponId>(request),
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}
