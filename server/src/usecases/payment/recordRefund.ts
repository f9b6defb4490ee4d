import { ApiError } from '@paifan/shared/errors/errors';
import type { PaymentRow, RefundRow } from '../../db/models/payments';
import { inTransaction, type Tx } from '../../db/transaction';
import type { WeChatRefund } from '../../gateways/wechat/transactions';
import { refundSucceeded, type EndedRefund } from '../afterSale/finishRefund';
import { announce } from '../messages/announce';
import { bookRefunds } from './books';
import { refundIsAbnormal, refundIsClosed } from './failedRefund';
import type { ShopContext } from '../context';
import { lockOrder } from '../orders/findOrder';
import { seeNotifications } from '../messages/notifications';

const RECHECK_MS = 60_000;

/**
 * A notification about a refund.
 * @throws ApiError notification_unknown_order, notification_mismatch: nothing is changed, and an error is logged
 */
export async function recordRefund(shop: ShopContext, mchid: string, news: WeChatRefund): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    await seeNotifications(tx, 'refund', [news.outRefundNo], shop.clock.now());
    if (mchid !== shop.wechat.mchid) throw mismatch(shop, news, ['mchid']);
    await applyRefund(shop, tx, news);
  });
  shop.nudgeWorker();
}

/** What WeChat answered to a refund or to the question how it stands. */
export async function recordRefundAnswer(shop: ShopContext, news: WeChatRefund): Promise<void> {
  await inTransaction(shop.db, (tx) => applyRefund(shop, tx, news));
  shop.nudgeWorker();
}

async function applyRefund(shop: ShopContext, tx: Tx, news: WeChatRefund): Promise<void> {
  const { db, clock, logger } = shop;
  const { outRefundNo } = news;
  const payment = await findPayment(shop, tx, news);
  const order = await lockOrder(db, tx, payment.orderId);
  const refund = await db.refunds.findOne({ where: { outRefundNo }, transaction: tx, lock: tx.LOCK.UPDATE });
  if (!refund) throw new Error(`refund ${outRefundNo} is not there`);
  const wrong = [
    ...(news.outTradeNo === payment.outTradeNo ? [] : ['outTradeNo']),
    ...(news.refundFen === refund.amountFen ? [] : ['refundFen']),
  ];
  if (wrong.length > 0) throw mismatch(shop, news, wrong);
  if (isOver(refund)) return;
  const now = clock.now();
  if (news.state === 'PROCESSING') {
    // News that was overtaken; or an abnormal one is being put right, which ends in news of its own.
    if (refund.state === 'closed') return;
    const state = refund.state === 'abnormal' ? refund.state : 'processing';
    await refund.update({ state, nextTryAt: new Date(now.getTime() + RECHECK_MS) }, { transaction: tx });
    return;
  }
  if (news.state === 'ABNORMAL') return refundIsAbnormal(shop, tx, { order, refund });
  if (news.state === 'CLOSED') return refundIsClosed(shop, tx, { order, refund });
  if (refund.state === 'closed')
    logger.error({ orderNo: order.no, outRefundNo }, 'WeChat Pay gave money back by a refund it had closed');
  await refund.update(
    { state: 'success', nextTryAt: null, stuck: null, finishedAt: now },
    { transaction: tx },
  );
  await bookRefunds(tx, order, await succeed(shop, tx, { order, refund }, now), now);
}

/** @returns what has ended by it, to be booked */
async function succeed(shop: ShopContext, tx: Tx, ended: EndedRefund, now: Date): Promise<RefundRow[]> {
  const { order, refund } = ended;
  if (refund.reason === 'afterSale') return refundSucceeded(shop, tx, ended, now);
  if (refund.reason === 'latePayment') {
    const about = { orderId: order.id, orderNo: order.no, amountFen: refund.amountFen };
    await announce(shop, tx, order.memberId, { kind: 'paymentReturned', ...about });
  }
  return [refund];
}

// An abnormal refund may still succeed, when it was put right at WeChat Pay.
const isOver = (refund: RefundRow): boolean => refund.state === 'success';

async function findPayment(shop: ShopContext, tx: Tx, { outRefundNo }: WeChatRefund): Promise<PaymentRow> {
  const { db, logger } = shop;
  const refund = await db.refunds.findOne({
    where: { outRefundNo },
    attributes: ['paymentId'],
    transaction: tx,
  });
  const payment = refund?.paymentId && (await db.payments.findByPk(refund.paymentId, { transaction: tx }));
  if (payment) return payment;
  logger.error({ outRefundNo }, 'WeChat Pay reports a refund that is not ours');
  throw new ApiError('notification_unknown_order');
}

function mismatch({ logger }: ShopContext, { outRefundNo }: WeChatRefund, fields: string[]): ApiError {
  logger.error({ outRefundNo, fields }, 'WeChat Pay reports a refund that does not match ours');
  return new ApiError('notification_mismatch', undefined, { fields });
}
