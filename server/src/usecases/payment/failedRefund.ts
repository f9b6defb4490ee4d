import { addFen } from '@paifan/shared/money/fen';
import type { RefundRow } from '../../db/models/payments';
import type { Tx } from '../../db/transaction';
import { refundFailed, type EndedRefund } from '../afterSale/finishRefund';
import type { ShopContext } from '../context';
import { wantRefund } from './wantRefund';

/*
 * WeChat Pay did not give money back. An abnormal refund (the payer's card is gone) keeps its number: somebody puts it right on WeChat
 * Pay's own pages, and it is asked about until then. A closed one never happens any more: only another number can give the money.
 * Either is `stuck` until the money is back, and so stands in the list of what needs a person.
 */

const HOUR_MS = 3_600_000;
const ASK_AGAIN_MS = 6 * HOUR_MS;

/** So many numbers are tried for one thing by themselves, the first included: some two days. */
const MOST_NUMBERS = 12;
const FIRST_PAUSE_MS = 60_000;

/** WeChat Pay says that a refund is abnormal, for the first time or again. */
export async function refundIsAbnormal(shop: ShopContext, tx: Tx, ended: EndedRefund): Promise<void> {
  const { refund } = ended;
  const now = shop.clock.now();
  const isNew = refund.state !== 'abnormal';
  const nextTryAt = new Date(now.getTime() + ASK_AGAIN_MS);
  await refund.update(
    { state: 'abnormal', nextTryAt, stuck: true, finishedAt: isNew ? now : refund.finishedAt },
    { transaction: tx },
  );
  if (!isNew) return;
  if (refund.reason === 'afterSale') await refundFailed(shop, tx, ended);
  tell(shop, ended);
}

/**
 * WeChat Pay closed a refund. Freight and a late payment are asked for anew by themselves, at growing intervals; an after-sale is the
 * shop's to try again, for its member was told that it failed.
 */
export async function refundIsClosed(shop: ShopContext, tx: Tx, ended: EndedRefund): Promise<void> {
  const { refund } = ended;
  if (refund.state === 'closed') return;
  await refund.update(
    { state: 'closed', nextTryAt: null, stuck: true, finishedAt: shop.clock.now() },
    { transaction: tx },
  );
  tell(shop, ended);
  if (refund.reason === 'afterSale') return refundFailed(shop, tx, ended);
  const { orderId, reason } = refund;
  const closed = await shop.db.refunds.count({
    where: { orderId, reason, state: 'closed' },
    transaction: tx,
  });
  if (closed < MOST_NUMBERS) await wantAnew(shop, tx, ended, pauseAfter(closed));
}

/** A closed refund of freight or of a late payment, with another number. Under the lock of the order. */
export async function wantAnew(
  shop: ShopContext,
  tx: Tx,
  { order, refund }: EndedRefund,
  pauseMs: number,
): Promise<RefundRow> {
  const { reason, amountFen, cashFen } = refund;
  const anew = await wantRefund(shop, tx, order, { reason, moneyFen: addFen(amountFen, cashFen) });
  // What was WeChat's of the closed one is WeChat's to give still.
  if (anew.state !== 'wanted') throw new Error(`refund ${anew.outRefundNo} has nothing to ask WeChat for`);
  await refund.update({ stuck: null }, { transaction: tx });
  const nextTryAt = new Date(shop.clock.now().getTime() + pauseMs);
  return anew.update({ stuck: true, nextTryAt }, { transaction: tx });
}

const pauseAfter = (closed: number): number => Math.min(FIRST_PAUSE_MS * 4 ** (closed - 1), ASK_AGAIN_MS);

const tell = ({ logger }: ShopContext, { order, refund: { outRefundNo, state } }: EndedRefund): void =>
  logger.error(
    { orderNo: order.no, outRefundNo, state },
    'WeChat Pay could not refund: it stands in the list of what needs a person',
  );
