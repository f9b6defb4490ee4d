import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { nextState } from '@paifan/shared/orders/states';
import type { OrderRow } from '../db/models/orders';
import { inTransaction } from '../db/transaction';
import { announce } from './announce';
import { recordIfPaid } from './checkPayment';
import type { ShopContext } from './context';
import { findOwnOrder, lockOrder } from './findOrder';
import { returnStock } from './stock';

/** `kept`: the order was paid meanwhile, or is not open for another reason. `unknown`: WeChat gave no answer; try again. */
export type Closing = 'closed' | 'kept' | 'unknown';

/**
 * A member gives up an order that is not paid. Repeating it changes nothing.
 * @throws ApiError order_not_found, order_state (it is paid), wechat_unavailable
 */
export async function giveUpOrder(shop: ShopContext, memberId: MemberId, orderNo: string): Promise<void> {
  const order = await findOwnOrder(shop.db, memberId, orderNo);
  if (order.state === 'closed') return;
  if (order.state !== 'placed') throw new ApiError('order_state');
  const closing = await closeUnpaidOrder(shop, order, 'givenUp');
  if (closing === 'unknown') throw new ApiError('wechat_unavailable');
  if (closing === 'kept') throw new ApiError('order_state', '订单已支付，不能取消');
}

/**
 * Closes an order that nobody paid: WeChat Pay is asked, told to close, and asked again; only when it says that no money
 * can come any more does the stock go back.
 */
export async function closeUnpaidOrder(
  shop: ShopContext,
  order: OrderRow,
  why: 'givenUp' | 'expired',
): Promise<Closing> {
  const asked = await shop.db.payments.findOne({ where: { orderId: order.id } });
  if (asked) {
    const answer = await closeAtWeChat(shop, order.no);
    if (answer !== 'closed') return answer;
  }
  return closeHere(shop, order, asked !== null, why);
}

async function closeAtWeChat(shop: ShopContext, orderNo: string): Promise<Closing> {
  const before = await recordIfPaid(shop, orderNo);
  if (before.kind === 'paid') return 'kept';
  if (before.kind === 'unknown') return 'unknown';
  if (before.kind === 'gone') return 'closed';
  // Whatever this answers (closed, paid just now, the payer is at it), the question after it decides.
  await shop.wechat.closeTransaction(orderNo);
  const after = await recordIfPaid(shop, orderNo);
  if (after.kind === 'paid') return 'kept';
  return after.kind === 'gone' ? 'closed' : 'unknown';
}

/** @param wasAsked a payment was opened before WeChat was asked; one opened since then has to be asked about first */
async function closeHere(
  shop: ShopContext,
  { id }: OrderRow,
  wasAsked: boolean,
  why: 'givenUp' | 'expired',
): Promise<Closing> {
  const { db } = shop;
  return inTransaction(db, async (tx) => {
    const order = await lockOrder(db, tx, id);
    if (order.state === 'closed') return 'closed';
    const closed = nextState(order.state, 'close');
    if (closed === null) return 'kept';
    const payment = await db.payments.findOne({ where: { orderId: id }, transaction: tx });
    if (payment && !wasAsked) return 'unknown';
    await order.update({ state: closed, closedAt: shop.clock.now() }, { transaction: tx });
    await payment?.update({ state: 'closed', nextQueryAt: null }, { transaction: tx });
    await returnStock(tx, await db.orderLines.findAll({ where: { orderId: id }, transaction: tx }));
    if (why === 'expired') {
      await announce(shop, tx, order.memberId, { kind: 'orderClosed', orderId: id, orderNo: order.no });
    }
    return 'closed';
  });
}
