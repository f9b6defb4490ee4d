import { ApiError } from '@paifan/shared/errors/errors';
import { inTransaction } from '../db/transaction';
import type { RefundRow } from '../db/models/payments';
import type { ShopContext } from './context';
import type { WeChatRefund } from '../gateways/wechat/transactions';
import { recordRefundAnswer } from './recordRefund';

const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 6 * 3_600_000;

/**
 * Gives a payment back that must not be kept: asks WeChat Pay for the refund, or how it stands. It is repeated with the
 * same number, at growing intervals, until WeChat Pay says how it ended.
 * @returns false when WeChat Pay gave no usable answer
 */
export async function refundPayment(shop: ShopContext, refund: RefundRow): Promise<boolean> {
  const { db, wechat, logger, clock } = shop;
  const payment = await db.payments.findByPk(refund.paymentId, { rejectOnEmpty: true });
  const { outRefundNo } = refund;
  const outcome =
    refund.state === 'wanted'
      ? await wechat.refund({
          outTradeNo: payment.outTradeNo,
          outRefundNo,
          refundFen: refund.amountFen,
          totalFen: payment.amountFen,
          reason: '订单关闭后支付，原路退回',
        })
      : await wechat.queryRefund(outRefundNo);
  if (outcome.kind === 'refused')
    logger.error({ outRefundNo, code: outcome.code }, 'WeChat Pay refused a refund');
  const recorded = outcome.kind === 'ok' && (await isRecorded(shop, outcome.value));
  if (!recorded) await tryLater(shop, refund, clock.now());
  return recorded;
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

async function tryLater({ db }: ShopContext, { id }: RefundRow, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const refund = await db.refunds.findByPk(id, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    if (refund.nextTryAt === null) return;
    const attempts = refund.attempts + 1;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 16), LONGEST_PAUSE_MS);
    await refund.update({ attempts, nextTryAt: new Date(now.getTime() + pause) }, { transaction: tx });
  });
}
