import { ApiError } from '@paifan/shared/errors/errors';
import { nextState } from '@paifan/shared/orders/states';
import type { OrderRow } from '../db/models/orders';
import type { PaymentRow } from '../db/models/payments';
import { inTransaction, type Tx } from '../db/transaction';
import { paymentMismatches, type PaidTransaction } from '../gateways/wechat/transactions';
import { writeSettlementTasks } from '../settle/tasks';
import { announce } from './announce';
import { bookPayment } from './books';
import type { ShopContext } from './context';
import { lockOrder } from './findOrder';
import { seeNotification } from './notifications';
import { countSold } from './stock';

/** How we learned of a payment. */
export type FoundBy = 'notification' | 'query';

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
      await seeNotification(tx, 'payment', transaction.outTradeNo, shop.clock.now());
    const { order, payment } = await lockPayment(shop, tx, transaction.outTradeNo);
    await assertMatches(shop, tx, order, payment, transaction, foundBy);
    if (payment.state === 'paid' || payment.state === 'late') return 'duplicate';
    const paidAt = timeOfPayment(order, transaction, shop.clock.now());
    const state = order.state === 'closed' ? 'late' : 'paid';
    const { transactionId } = transaction;
    await payment.update({ state, transactionId, foundBy, paidAt, nextQueryAt: null }, { transaction: tx });
    await (state === 'paid' ? payOrder(shop, tx, order, paidAt) : wantRefund(shop, tx, order, payment));
    await bookPayment(tx, order, paidAt);
    return state;
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

/** The checks that WeChat Pay demands before an order counts as paid, and that it was its own buyer who paid. */
async function assertMatches(
  { db, logger, wechat }: ShopContext,
  tx: Tx,
  order: OrderRow,
  payment: PaymentRow,
  transaction: PaidTransaction,
  foundBy: FoundBy,
): Promise<void> {
  const { appid, mchid } = wechat;
  const expected = { appid, mchid, outTradeNo: payment.outTradeNo, totalFen: payment.amountFen };
  const fields: string[] = paymentMismatches(expected, transaction);
  // Only a query may say REFUND; a notification of a payment says SUCCESS.
  if (foundBy === 'notification' && transaction.tradeState !== 'SUCCESS') fields.push('tradeState');
  const buyer = await db.members.findByPk(order.memberId, { attributes: ['openid'], transaction: tx });
  if (buyer?.openid !== transaction.payerOpenid) fields.push('payer');
  if (payment.transactionId !== null && payment.transactionId !== transaction.transactionId)
    fields.push('transactionId');
  if (fields.length === 0) return;
  logger.error({ orderNo: order.no, fields }, 'WeChat Pay reports a payment that does not match its order');
  throw new ApiError('notification_mismatch', undefined, { fields: [...new Set(fields)] });
}

/** WeChat's own time, in whole seconds; never before the order was placed nor in the future. */
function timeOfPayment(order: OrderRow, { successTime }: PaidTransaction, now: Date): Date {
  const time = Math.min(now.getTime(), Math.max(order.placedAt.getTime(), successTime.getTime()));
  return new Date(time);
}

async function payOrder(shop: ShopContext, tx: Tx, order: OrderRow, paidAt: Date): Promise<void> {
  const paid = nextState(order.state, 'pay');
  if (paid === null) throw new Error(`order ${order.no} is ${order.state} though its payment is open`);
  const lines = await shop.db.orderLines.findAll({ where: { orderId: order.id }, transaction: tx });
  // SPEC section 3: a cashier order completes in the same moment in which it is paid.
  const completed = order.kind === 'cashier' ? nextState(paid, 'complete') : null;
  await order.update(
    { state: completed ?? paid, paidAt, completedAt: completed ? paidAt : null },
    { transaction: tx },
  );
  await countSold(tx, lines);
  await writeSettlementTasks(tx, { orderId: order.id, kind: 'paid', at: paidAt });
  if (completed) await writeSettlementTasks(tx, { orderId: order.id, kind: 'completed', at: paidAt });
  await announce(shop, tx, order.memberId, {
    kind: 'orderPaid',
    orderId: order.id,
    orderNo: order.no,
    amountFen: order.totalFen,
  });
}

/** The order is closed and its stock is gone: the money goes back, by the refund job. */
async function wantRefund(
  { db, clock }: ShopContext,
  tx: Tx,
  order: OrderRow,
  payment: PaymentRow,
): Promise<void> {
  const now = clock.now();
  await db.refunds.create(
    {
      paymentId: payment.id,
      outRefundNo: `${order.no}R1`,
      amountFen: payment.amountFen,
      reason: 'latePayment',
      state: 'wanted',
      nextTryAt: now,
      createdAt: now,
    },
    { transaction: tx },
  );
}
