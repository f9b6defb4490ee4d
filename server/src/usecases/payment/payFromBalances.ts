import { postJournals } from '../../db/ledger';
import type { OrderRow } from '../../db/models/orders';
import type { Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { makePaid } from './payOrders';
import { setAside, wechatFenOf } from './setAside';

/**
 * Sets aside what an order uses of its member's balances. One of which nothing is left for WeChat to pay is paid by that: wake the worker
 * after the commit. The last step of the transaction that places the order.
 * @throws ApiError balance_too_low
 */
export async function payFromBalances(
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  order: OrderRow,
): Promise<void> {
  const journals = await setAside(tx, order);
  if (wechatFenOf(order) > 0) return postJournals(tx, journals);
  await makePaid(shop, tx, [{ order, paidAt: order.placedAt }], journals);
}
