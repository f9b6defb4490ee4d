import { Op } from 'sequelize';
import { ApiError } from '@paifan/shared/errors/errors';
import { inTransaction } from '../../db/transaction';
import type { PaymentRow, RefundReason, RefundRow } from '../../db/models/payments';
import type { ShopContext } from '../context';
import type { WeChatRefund } from '../../gateways/wechat/transactions';
import { lockOrder } from '../orders/findOrder';
import { recordRefundAnswer } from './recordRefund';

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/** A refusal may pass (too often, busy); one that goes on needs a person (no money in the account, too long ago). */
const REFUSED_BEFORE_STUCK = 4;

/** WeChat wants so much between two refunds of one order. */
const APART_MS = 60_000;

/** What the payer reads; the same each time that WeChat is asked. */
const REASON_TEXTS: Readonly<Record<RefundReason, string>> = {
  latePayment: '订单关闭后支付，原路退回',
  afterSale: '售后退款',
  freight: '退还运费',
};

/**
 * Gives money of a payment back: asks WeChat Pay for the refund, or how it stands. It is repeated with the same number, at
 * growing intervals, until WeChat Pay says how it ended.
 * @returns false when WeChat Pay gave no usable answer
 */
export async function refundPayment(shop: ShopContext, refund: RefundRow): Promise<boolean> {
  const { db, wechat, logger, clock } = shop;
  const payment = await db.payments.findByPk(refund.paymentId ?? '', { rejectOnEmpty: true });
  const { outRefundNo } = refund;
  if (refund.state === 'wanted' && !(await isItsTurn(shop, payment, refund))) return true;
  const outcome =
    refund.state === 'wanted'
      ? await wechat.refund({
          outTradeNo: payment.outTradeNo,
          outRefundNo,
          refundFen: refund.amountFen,
          totalFen: payment.amountFen,
          reason: REASON_TEXTS[refund.reason],
        })
      : await wechat.queryRefund(outRefundNo);
  if (outcome.kind === 'refused')
    logger.error({ outRefundNo, code: outcome.code }, 'WeChat Pay refused a refund');
  const recorded = outcome.kind === 'ok' && (await isRecorded(shop, outcome.value));
  if (!recorded) await tryLater(shop, refund, clock.now(), outcome.kind === 'refused' ? outcome.code : null);
  return recorded;
}

/** Refunds of one order keep their distance: under the order's lock, the first one to come is noted, and others wait. */
async function isItsTurn(
  { db, clock }: ShopContext,
  { orderId }: PaymentRow,
  refund: RefundRow,
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    await lockOrder(db, tx, orderId);
    const now = clock.now();
    const since = new Date(now.getTime() - APART_MS);
    const other = await db.refunds.findOne({
      where: { paymentId: refund.paymentId, id: { [Op.ne]: refund.id }, askedAt: { [Op.gt]: since } },
      order: [['askedAt', 'DESC']],
      transaction: tx,
    });
    const next = other?.askedAt && new Date(other.askedAt.getTime() + APART_MS);
    await db.refunds.update(next ? { nextTryAt: next } : { askedAt: now }, {
      where: { id: refund.id, state: 'wanted' },
      transaction: tx,
    });
    return !next;
  });
}

/** An answer that does not match was logged as an error; it must not keep the refunds behind it waiting. */
async function isRecorded(shop: ShopContext, answer: WeChatRefund): Promise<boolean> {
  try {
    await recordRefundAnswer(shop, answer);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

async function tryLater(
  { db }: ShopContext,
  { id }: RefundRow,
  now: Date,
  error: string | null,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const refund = await db.refunds.findByPk(id, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    if (refund.nextTryAt === null) return;
    const attempts = refund.attempts + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 16), LONGEST_PAUSE_MS);
    const stuck = refund.stuck ?? (error !== null && attempts >= REFUSED_BEFORE_STUCK ? true : null);
    const nextTryAt = new Date(now.getTime() + pause);
    await refund.update({ attempts, error, stuck, nextTryAt }, { transaction: tx });
  });
}
