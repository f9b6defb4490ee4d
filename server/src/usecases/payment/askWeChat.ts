import { isPaid, type PaidTransaction } from '../../gateways/wechat/transactions';
import type { ShopContext } from '../context';

/** How WeChat Pay sees an order. */
export type WeChatAnswer =
  | { kind: 'paid'; transaction: PaidTransaction }
  /** It can still be paid. */
  | { kind: 'open' }
  /** It cannot be paid any more. */
  | { kind: 'closed' }
  /** WeChat Pay has not heard of it; it still may, if its payment is being prepared. */
  | { kind: 'unheardOf' }
  /** No usable answer: ask again later. */
  | { kind: 'unknown' };

const CLOSED_STATES: ReadonlySet<string> = new Set(['CLOSED', 'REVOKED']);

/** Asks WeChat Pay how an order stands. */
export async function askWeChat(
  { wechat, logger }: Pick<ShopContext, 'wechat' | 'logger'>,
  orderNo: string,
): Promise<WeChatAnswer> {
  const outcome = await wechat.queryTransaction(orderNo);
  if (outcome.kind === 'refused') {
    if (outcome.code === 'ORDER_NOT_EXIST') return { kind: 'unheardOf' };
    logger.error({ orderNo, code: outcome.code }, 'WeChat Pay refused to tell how an order stands');
    return { kind: 'unknown' };
  }
  if (outcome.kind === 'unknown') return { kind: 'unknown' };
  const transaction = outcome.value;
  const moneyCame = transaction.tradeState === 'SUCCESS' || transaction.tradeState === 'REFUND';
  if (moneyCame && isPaid(transaction)) return { kind: 'paid', transaction };
  return CLOSED_STATES.has(transaction.tradeState) ? { kind: 'closed' } : { kind: 'open' };
}
