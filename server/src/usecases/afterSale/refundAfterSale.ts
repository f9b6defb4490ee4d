import { ApiError } from '@paifan/shared/errors/errors';
import { inTransaction, type Tx } from '../../db/transaction';
import type { Actor } from '../actor';
import type { ShopContext } from '../context';
import { wantRefund } from '../wantRefund';
import { lockAfterSale, moveAfterSale, type LockedAfterSale } from './moveAfterSale';

/**
 * The goods have come back: the money follows.
 * @throws ApiError after_sale_not_found, after_sale_state, refund_exceeds
 */
export async function refundReturned(shop: ShopContext, actor: Actor, no: string): Promise<void> {
  await inTransaction(shop.db, async (tx) =>
    startRefund(shop, tx, await lockAfterSale(shop, tx, { no }), actor),
  );
}

/** The job asks WeChat for the money; the request has its end when WeChat says how that ended. */
export async function startRefund(
  shop: ShopContext,
  tx: Tx,
  locked: LockedAfterSale,
  actor: Actor,
): Promise<void> {
  await moveAfterSale(shop, tx, locked, 'refund', actor);
  await wantRefundOf(shop, tx, locked);
}

async function wantRefundOf(shop: ShopContext, tx: Tx, { order, afterSale }: LockedAfterSale): Promise<void> {
  const payment = await shop.db.payments.findOne({ where: { orderId: order.id }, transaction: tx });
  if (payment?.state !== 'paid') throw new Error(`order ${order.no} has no payment that could be refunded`);
  const { id: afterSaleId, amountFen } = afterSale;
  await wantRefund(shop, tx, payment, { reason: 'afterSale', afterSaleId, amountFen });
}

/**
 * Tries a refund that failed again: one that WeChat closed is asked for anew, with another number, for it will never happen any
 * more; of an abnormal one, which only WeChat Pay's own pages can put right, it is asked how it stands.
 * @throws ApiError after_sale_not_found, after_sale_state, refund_exceeds
 */
export async function retryRefund(shop: ShopContext, actor: Actor, no: string): Promise<void> {
  const { db, clock } = shop;
  await inTransaction(db, async (tx) => {
    const locked = await lockAfterSale(shop, tx, { no });
    if (locked.afterSale.state !== 'failed') throw new ApiError('after_sale_state');
    await moveAfterSale(shop, tx, locked, 'retry', actor);
    const last = await db.refunds.findOne({
      where: { afterSaleId: locked.afterSale.id },
      order: [['id', 'DESC']],
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    if (last.state === 'closed') await wantRefundOf(shop, tx, locked);
    else
      await last.update(
        { state: 'processing', nextTryAt: clock.now(), finishedAt: null },
        { transaction: tx },
      );
  });
}
