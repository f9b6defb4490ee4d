import { ApiError } from '@paifan/shared/errors/errors';
import type { OrderId } from '@paifan/shared/ids/ids';
import type { MemberCouponRow } from '../../db/models/checkout';
import type { OrderRow } from '../../db/models/orders';
import { execute } from '../../db/query';
import type { Tx } from '../../db/transaction';

/**
 * An order that is being placed uses a coupon: no other order can. The same statement judges whether it is free and in force. Orders of one
 * member are placed one after the other, so nobody else waits for this row.
 * @throws ApiError coupon_unusable
 */
export async function useCoupon(
  tx: Tx,
  { id, couponId }: MemberCouponRow,
  order: Pick<OrderRow, 'id' | 'placedAt' | 'discountFen'>,
): Promise<void> {
  const used = await execute(
    tx,
    `UPDATE member_coupons SET order_id = :order, used_at = :at
     WHERE id = :id AND order_id IS NULL AND valid_from <= :at AND valid_until > :at`,
    { id, order: order.id, at: order.placedAt },
  );
  if (used === 0) throw new ApiError('coupon_unusable');
  await execute(tx, 'UPDATE coupons SET used = used + 1, saved_fen = saved_fen + ? WHERE id = ?', [
    order.discountFen,
    couponId,
  ]);
}

/**
 * The coupon of an order that was closed unpaid, or refunded in full, is its member's again, with the end that it had. Under the lock
 * of the order; without a coupon, or repeated, it does nothing.
 */
export async function giveCouponBack(tx: Tx, orderId: OrderId): Promise<void> {
  await execute(
    tx,
    `UPDATE member_coupons m JOIN coupons c ON c.id = m.coupon_id JOIN orders o ON o.id = m.order_id
     SET m.order_id = NULL, m.used_at = NULL, c.used = c.used - 1, c.saved_fen = c.saved_fen - o.discount_fen
     WHERE m.order_id = ?`,
    [orderId],
  );
}
