import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { nextState } from '@paifan/shared/orders/states';
import { inTransaction } from '../db/transaction';
import { writeSettlementTasks } from '../settle/tasks';
import type { ShopContext } from './context';
import { findOwnOrder, lockOrder } from './findOrder';

/**
 * The member has received everything: the order completes. Repeating it changes nothing.
 * @throws ApiError order_not_found, order_state
 */
export async function confirmReceipt(shop: ShopContext, memberId: MemberId, orderNo: string): Promise<void> {
  const { id } = await findOwnOrder(shop.db, memberId, orderNo);
  await inTransaction(shop.db, async (tx) => {
    const order = await lockOrder(shop.db, tx, id);
    if (order.state === 'completed') return;
    const state = nextState(order.state, 'complete');
    if (state === null) throw new ApiError('order_state');
    const completedAt = shop.clock.now();
    await order.update({ state, completedAt }, { transaction: tx });
    await writeSettlementTasks(tx, { orderId: id, kind: 'completed', at: completedAt });
  });
  shop.nudgeWorker();
}
