import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { nextState } from '@paifan/shared/orders/states';
import type { OrderRow } from '../../db/models/orders';
import type { PaymentRow } from '../../db/models/payments';
import { postJournals } from '../../db/ledger';
import { inTransaction } from '../../db/transaction';
import { announce } from '../messages/announce';
import type { WeChatAnswer } from '../payment/askWeChat';
import { recordIfPaid } from '../payment/checkPayment';
import type { ShopContext } from '../context';
import { findOwnOrder, lockOrder } from './findOrder';
import { giveCouponBack } from '../coupons/holdCoupon';
import { setAsideReturned } from '../payment/setAside';
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
  const answer = asked ? await closeAtWeChat(shop, order.no) : 'unheardOf';
  if (answer === 'kept' || answer === 'unknown') return answer;
  return closeHere(shop, order, { payment: asked, isFinal: answer === 'closed' }, why);
}

async function closeAtWeChat(shop: ShopContext, orderNo: string): Promise<Closing | 'unheardOf'> {
  const before = await recordIfPaid(shop, orderNo);
  if (before.kind !== 'open') return closingBy(before);
  // Whatever this answers (closed, paid just now, the payer is at it), the question after it decides.
  await shop.wechat.closeTransaction(orderNo);
  const after = await recordIfPaid(shop, orderNo);
  return after.kind === 'open' ? 'unknown' : closingBy(after);
}

const closingBy = ({ kind }: Exclude<WeChatAnswer, { kind: 'open' }>): Closing | 'unheardOf' =>
  kind === 'paid' ? 'kept' : kind;

/**
 * @param asked the payment as it was before WeChat was asked, and whether the answer holds for ever: an order that WeChat had
 *   not heard of, and whose payment was opened or prepared since then, may be in the buyer's hands and has to be asked about anew
 */
async function closeHere(
  shop: ShopContext,
  { id }: OrderRow,
  asked: { payment: PaymentRow | null; isFinal: boolean },
  why: 'givenUp' | 'expired',
): Promise<Closing> {
  const { db } = shop;
  return inTransaction(db, async (tx) => {
    const order = await lockOrder(db, tx, id);
    if (order.state === 'closed') return 'closed';
    const closed = nextState(order.state, 'close');
    if (closed === null) return 'kept';
    const payment = await db.payments.findOne({ where: { orderId: id }, transaction: tx });
    if (!asked.isFinal && payment?.prepayId !== asked.payment?.prepayId) return 'unknown';
    await order.update({ state: closed, closedAt: shop.clock.now() }, { transaction: tx });
    await payment?.update({ state: 'closed', nextQueryAt: null }, { transaction: tx });
    await returnStock(tx, await db.orderLines.findAll({ where: { orderId: id }, transaction: tx }));
    await giveCouponBack(tx, id);
    if (why === 'expired') {
      await announce(shop, tx, order.memberId, { kind: 'orderClosed', orderId: id, orderNo: order.no });
    }
    await postJournals(tx, setAsideReturned(order, shop.clock.now()));
    return 'closed';
  });
}
