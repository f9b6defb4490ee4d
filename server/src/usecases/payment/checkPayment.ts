import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { askWeChat, type WeChatAnswer } from './askWeChat';
import type { ShopContext } from '../context';
import { findOwnOrder } from '../orders/findOrder';
import { recordPayment } from './recordPayment';

/**
 * Asks WeChat Pay whether an order is paid, and records it if so: the payment sheet closed, however it closed.
 * @throws ApiError order_not_found, wechat_unavailable
 */
export async function checkPayment(shop: ShopContext, memberId: MemberId, orderNo: string): Promise<void> {
  const order = await findOwnOrder(shop.db, memberId, orderNo);
  const payment = await shop.db.payments.findOne({ where: { orderId: order.id } });
  if (payment === null || payment.state === 'paid' || payment.state === 'late') return;
  const answer = await recordIfPaid(shop, order.no);
  if (answer.kind === 'unknown') throw new ApiError('wechat_unavailable');
}

/** Asks WeChat Pay how an order stands, and records the payment if the money has come: a notification may be lost. */
export async function recordIfPaid(shop: ShopContext, orderNo: string): Promise<WeChatAnswer> {
  const answer = await askWeChat(shop, orderNo);
  if (answer.kind !== 'paid') return answer;
  try {
    await recordPayment(shop, answer.transaction, 'query');
    return answer;
  } catch (error) {
    // A payment that does not match was logged as an error; the order stays as it is until somebody has looked at it.
    if (error instanceof ApiError) return { kind: 'unknown' };
    throw error;
  }
}
