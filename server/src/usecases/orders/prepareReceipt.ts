import type { MemberId } from '@paifan/shared/ids/ids';
import { nextState } from '@paifan/shared/orders/states';
import { inTransaction } from '../../db/transaction';
import type { ReceiptParams } from '../../gateways/wechat/receipt';
import type { ShopContext } from '../context';
import { completeOrder } from './confirmReceipt';
import { findOwnOrder, lockOrder } from './findOrder';

/**
 * What WeChat's own component takes in which a member confirms that an order has come. WeChat releases the money of an order when it is
 * confirmed there. It is asked first: what was confirmed there already, and not told to the shop, completes now.
 * @returns null: there is nothing to confirm in WeChat; the shop's own confirmation is enough
 * @throws ApiError order_not_found
 */
export async function prepareReceipt(
  shop: ShopContext,
  memberId: MemberId,
  orderNo: string,
): Promise<ReceiptParams | null> {
  const { db, wechat } = shop;
  const order = await findOwnOrder(db, memberId, orderNo);
  if (order.state !== 'shipped' || order.delivery !== 'express') return null;
  const upload = await db.shippingUploads.findByPk(order.id);
  const payment = await db.payments.findOne({ where: { orderId: order.id, state: 'paid' } });
  // Of what was not paid with WeChat, or was not told to it yet, its component knows nothing.
  if (upload?.state !== 'done' || !payment?.transactionId) return null;
  const receipt = await wechat.queryReceipt(payment.outTradeNo);
  if (receipt.kind === 'refused') return null;
  if (receipt.kind === 'ok' && receipt.value.confirmed) {
    await inTransaction(db, async (tx) => {
      const locked = await lockOrder(db, tx, order.id);
      if (nextState(locked.state, 'complete') !== null) await completeOrder(shop, tx, locked);
    });
    shop.nudgeWorker();
    return null;
  }
  return wechat.receiptParams(payment.outTradeNo, payment.transactionId);
}
