import { ApiError } from '@paifan/shared/errors/errors';
import type { RefundRow } from '../../db/models/payments';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Actor } from '../actor';
import { nothingElse, type Alongside } from '../alongside';
import type { ShopContext } from '../context';
import { bookRefunds } from '../payment/books';
import { wantRefund } from '../payment/wantRefund';
import { refundSucceeded } from './finishRefund';
import { partsToRefund } from './lineRest';
import { lockAfterSale, moveAfterSale, type LockedAfterSale } from './moveAfterSale';

/**
 * The goods have come back: the money follows.
 * @throws ApiError after_sale_not_found, after_sale_state, refund_exceeds
 */
export async function refundReturned(
  shop: ShopContext,
  actor: Actor,
  no: string,
  alongside: Alongside = nothingElse,
): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    const locked = await lockAfterSale(shop, tx, { no });
    const before = locked.afterSale.state;
    await startRefund(shop, tx, locked, actor);
    await alongside(tx, { before, after: locked.afterSale.state });
  });
  shop.nudgeWorker();
}

/** The job asks WeChat for the money, and the request has its end when WeChat says how that ended; without WeChat it has it now. */
export async function startRefund(
  shop: ShopContext,
  tx: Tx,
  locked: LockedAfterSale,
  actor: Actor,
): Promise<void> {
  await moveAfterSale(shop, tx, locked, 'refund', actor);
  await wantRefundOf(shop, tx, locked);
}

async function wantRefundOf(
  shop: ShopContext,
  tx: Tx,
  { order, afterSale }: LockedAfterSale,
): Promise<RefundRow> {
  const { paidFen: moneyFen, ...beside } = await partsToRefund(tx, order.id, afterSale);
  const wanted = { reason: 'afterSale', afterSaleId: afterSale.id, moneyFen, beside } as const;
  const refund = await wantRefund(shop, tx, order, wanted);
  if (refund.state !== 'success') return refund;
  // Nothing of it goes by WeChat.
  const now = shop.clock.now();
  const ended = await refundSucceeded(shop, tx, { order, refund }, now);
  await bookRefunds(tx, order, ended, now);
  await afterSale.reload({ transaction: tx });
  return refund;
}

/**
 * Tries a refund that failed again: one that WeChat closed is asked for anew, with another number, for it will never happen any
 * more; of an abnormal one, which only WeChat Pay's own pages can put right, it is asked how it stands.
 * @throws ApiError after_sale_not_found, after_sale_state, refund_exceeds
 */
export async function retryRefund(
  shop: ShopContext,
  actor: Actor,
  no: string,
  alongside: Alongside = nothingElse,
): Promise<void> {
  const { db, clock } = shop;
  await inTransaction(db, async (tx) => {
    const locked = await lockAfterSale(shop, tx, { no });
    if (locked.afterSale.state !== 'failed') throw new ApiError('after_sale_state');
    await moveAfterSale(shop, tx, locked, 'retry', actor);
    await alongside(tx, { before: 'failed', after: locked.afterSale.state });
    const last = await db.refunds.findOne({
      where: { afterSaleId: locked.afterSale.id },
      order: [['id', 'DESC']],
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    if (last.state === 'closed') {
      await last.update({ stuck: null }, { transaction: tx });
      const anew = await wantRefundOf(shop, tx, locked);
      if (anew.state !== 'success') await anew.update({ stuck: true }, { transaction: tx });
    } else
      await last.update(
        { state: 'processing', nextTryAt: clock.now(), finishedAt: null },
        { transaction: tx },
      );
  });
}
