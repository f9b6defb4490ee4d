import { OPEN_AFTER_SALE_STATES } from '@paifan/shared/orders/afterSale';
import type { OrderId } from '@paifan/shared/ids/ids';
import { inTransaction } from '../../db/transaction';
import { announce } from '../messages/announce';
import { completeOrder } from '../orders/confirmReceipt';
import type { ShopContext } from '../context';
import { lockOrder } from '../orders/findOrder';

/**
 * Completes an order that was shipped by then and that nobody confirmed, and tells its buyer. One whose buyer has asked for
 * after-sale waits until that has ended.
 */
export async function confirmByItself(shop: ShopContext, orderId: OrderId, shippedBy: Date): Promise<void> {
  const { db } = shop;
  const completed = await inTransaction(db, async (tx) => {
    const order = await lockOrder(db, tx, orderId);
    if (order.state !== 'shipped' || order.shippedAt === null || order.shippedAt > shippedBy) return false;
    const open = await db.afterSales.count({
      where: { orderId, state: OPEN_AFTER_SALE_STATES },
      transaction: tx,
    });
    if (open > 0) return false;
    await completeOrder(shop, tx, order);
    await announce(shop, tx, order.memberId, { kind: 'orderConfirmed', orderId, orderNo: order.no });
    return true;
  });
  if (completed) shop.nudgeWorker();
}
