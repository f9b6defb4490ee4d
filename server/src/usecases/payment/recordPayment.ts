import { ApiError } from '@paifan/shared/errors/errors';
import type { OrderRow } from '../../db/models/orders';
import type { PaymentRow } from '../../db/models/payments';
import { inTransaction, type Tx } from '../../db/transaction';
import { paymentMismatches, type PaidTransaction } from '../../gateways/wechat/transactions';
import { bookPayments, paidLate } from './books';
import type { ShopContext } from '../context';
import { lockOrder } from '../orders/findOrder';
import { seeNotifications } from '../messages/notifications';
import { wantRefund } from './wantRefund';
import { markPaid, payOrders, type CheckedPayment, type FoundBy } from './payOrders';

/** `late`: the order was closed already, and the money goes back by itself. */
export type Recorded = 'paid' | 'late' | 'duplicate';

/**
 * Records what WeChat Pay says about a payment, once, in one transaction: the order is paid, its money is booked, its
 * settlement is due. However often and from however many sides it is told again, nothing more happens.
 * @throws ApiError notification_unknown_order, notification_mismatch: nothing is changed, and an error is logged
 */
export async function recordPayment(
  shop: ShopContext,
  transaction: PaidTransaction,
  foundBy: FoundBy,
): Promise<Recorded> {
  const recorded = await inTransaction(shop.db, async (tx): Promise<Recorded> => {
    if (foundBy === 'notification')
      await seeNotifications(tx, 'payment', [transaction.outTradeNo], shop.clock.now());
    const { order, payment } = await lockPayment(shop, tx, transaction.outTradeNo);
    await assertMatches(shop, tx, order, payment, transaction, foundBy);
    if (payment.state === 'paid' || payment.state === 'late') return 'duplicate';
    const { transactionId } = transaction;
    const paidAt = timeOfPayment(order.placedAt, transaction, shop.clock.now());
    const checked: CheckedPayment = { paymentId: payment.id, transactionId, foundBy, paidAt, order };
    if (order.state !== 'closed') {
      await payOrders(shop, tx, [checked]);
      return 'paid';
    }
    await markPaid(tx, [checked], 'late');
    // The order is closed: its stock is gone, and what was set aside for it was given back.
    await wantRefund(shop, tx, order, { reason: 'latePayment', moneyFen: payment.amountFen });
    await bookPayments(tx, [paidLate(order, payment.amountFen, paidAt)]);
    return 'late';
  });
  if (recorded === 'paid') shop.nudgeWorker();
  if (recorded === 'late')
    shop.logger.warn({ orderNo: transaction.outTradeNo }, 'a closed order was paid; its money goes back');
  return recorded;
}

async function lockPayment(
  { db, logger }: ShopContext,
  tx: Tx,
  outTradeNo: string,
): Promise<{ order: OrderRow; payment: PaymentRow }> {
  const known = await db.payments.findOne({
    where: { outTradeNo },
    attributes: ['orderId'],
    transaction: tx,
  });
  const order = known && (await lockOrder(db, tx, known.orderId));
  const payment =
    known && (await db.payments.findOne({ where: { outTradeNo }, transaction: tx, lock: tx.LOCK.UPDATE }));
  if (order && payment) return { order, payment };
  logger.error({ outTradeNo }, 'WeChat Pay reports a payment of an order that is not ours');
  throw new ApiError('notification_unknown_order');
}

/** A payment as we know it, for the comparison with what WeChat Pay says. */
export interface ExpectedPayment {
  readonly outTradeNo: string;
  readonly amountFen: PaymentRow['amountFen'];
  /** The one that was recorded before; null before that. */
  readonly transactionId: string | null;
  /** Of the buyer. */
  readonly openid: string | undefined;
}

/** What WeChat Pay demands to be checked before an order counts as paid, and that it was its own buyer who paid. */
export function mismatchesOf(
  { appid, mchid }: ShopContext['wechat'],
  payment: ExpectedPayment,
  transaction: PaidTransaction,
  foundBy: FoundBy,
): string[] {
  const expected = { appid, mchid, outTradeNo: payment.outTradeNo, totalFen: payment.amountFen };
  const fields: string[] = paymentMismatches(expected, transaction);
  // Only a query may say REFUND; a notification of a payment says SUCCESS.
  if (foundBy === 'notification' && transaction.tradeState !== 'SUCCESS') fields.push('tradeState');
  if (payment.openid !== transaction.payerOpenid) fields.push('payer');
  if (payment.transactionId !== null && payment.transactionId !== transaction.transactionId)
    fields.push('transactionId');
  return [...new Set(fields)];
}

async function assertMatches(
  { db, logger, wechat }: ShopContext,
  tx: Tx,
  order: OrderRow,
  payment: PaymentRow,
  transaction: PaidTransaction,
  foundBy: FoundBy,
): Promise<void> {
  const buyer = await db.members.findByPk(order.memberId, { attributes: ['openid'], transaction: tx });
  const { outTradeNo, amountFen, transactionId } = payment;
  const expected = { outTradeNo, amountFen, transactionId, openid: buyer?.openid };
  const fields = mismatchesOf(wechat, expected, transaction, foundBy);
  if (fields.length === 0) return;
  logger.error({ orderNo: order.no, fields }, 'WeChat Pay reports a payment that does not match its order');
  throw new ApiError('notification_mismatch', undefined, { fields });
}

/** WeChat's own time, in whole seconds; never before the order was placed nor in the future. */
export function timeOfPayment(placedAt: Date, { successTime }: PaidTransaction, now: Date): Date {
  return new Date(Math.min(now.getTime(), Math.max(placedAt.getTime(), successTime.getTime())));
}
