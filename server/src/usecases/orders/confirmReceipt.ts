import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { nextState } from '@paifan/shared/orders/states';
import type { OrderRow } from '../../db/models/orders';
import { inTransaction, type Tx } from '../../db/transaction';
import { writeSettlementTasks } from '../../settle/tasks';
import type { ShopContext } from '../context';
import { findOwnOrder, lockOrder } from './findOrder';

/**
 * The member has received everything: the order completes. Repeating it changes nothing.
 * @throws ApiError order_not_found, order_state
 */
export async function confirmReceipt(shop: ShopContext, memberId: MemberId, orderNo: string): Promise<void> {
  const { id } = await findOwnOrder(shop.db, memberId, orderNo);
  await inTransaction(shop.db, async (tx) => {
    const order = await lockOrder(shop.db, tx, id);
    // SPEC section 3: an order that is picked up completes when its code is checked.
    if (order.delivery === 'pickup' && order.state !== 'completed')
      throw new ApiError('order_state', '自提订单在门店核销提货码后完成');
    if (order.state !== 'completed') await completeOrder(shop, tx, order);
  });
  shop.nudgeWorker();
}

/** An order under its lock completes; nudge the worker after the commit. @throws ApiError order_state */
export async function completeOrder(
  { clock }: Pick<ShopContext, 'clock'>,
  tx: Tx,
  order: OrderRow,
): Promise<void> {
  const state = nextState(order.state, 'complete');
  if (state === null) throw new ApiError('order_state');
  const completedAt = clock.now();
  await order.update({ state, completedAt }, { transaction: tx });
  await writeSettlementTasks(tx, [{ orderId: order.id, kind: 'completed', at: completedAt }]);
}
