import { ApiError } from '@paifan/shared/errors/errors';
import { sumFen } from '@paifan/shared/money/fen';
import type { PaymentRow, RefundRow } from '../db/models/payments';
import type { Tx } from '../db/transaction';
import type { ShopContext } from './context';

/** WeChat refunds a payment in so many parts at most. */
const MOST_REFUNDS = 50;

/** What goes back of a payment, and why. */
export type RefundWanted = Pick<RefundRow, 'amountFen' | 'reason'> & { readonly afterSaleId?: string };

/**
 * Writes that money of a payment is to go back; the refund job asks WeChat for it, again and again with this number. Under the
 * lock of the order.
 * @throws ApiError refund_exceeds when it is more than is left of the payment, or one part too many
 */
export async function wantRefund(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  tx: Tx,
  payment: PaymentRow,
  wanted: RefundWanted,
): Promise<void> {
  const earlier = await db.refunds.findAll({ where: { paymentId: payment.id }, transaction: tx });
  // A closed one never happened, and never will.
  const standing = earlier.filter(({ state }) => state !== 'closed');
  const amounts = [...standing, wanted].map(({ amountFen }) => amountFen);
  if (sumFen(amounts) > payment.amountFen) throw new ApiError('refund_exceeds', '超过微信支付可退的金额');
  if (standing.length >= MOST_REFUNDS)
    throw new ApiError('refund_exceeds', `一笔订单最多退款 ${MOST_REFUNDS} 次`);
  const now = clock.now();
  await db.refunds.create(
    {
      ...wanted,
      paymentId: payment.id,
      outRefundNo: `${payment.outTradeNo}R${earlier.length + 1}`,
      state: 'wanted',
      nextTryAt: now,
      createdAt: now,
    },
    { transaction: tx },
  );
}
