import type { OrderId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { ParcelKind } from '@paifan/shared/orders/carriers';
import { insertRows } from '../../db/bulk';
import type { Tx } from '../../db/transaction';

/** WeChat's shipping service does not know a payment in the moment in which it is made. */
const KNOWN_AFTER_MS = 60_000;

/** An order that was sent, or handed over when it was paid. */
export interface SentOrder {
  readonly orderId: OrderId;
  readonly kind: ParcelKind;
  readonly paidAt: Date;
  /** Of an order that was not paid with WeChat, WeChat is told nothing. */
  readonly wechatFen: Fen;
}

/** Notes that WeChat is to be told that orders were sent, in the transaction in which they are. */
export const wantUploads = (tx: Tx, orders: readonly SentOrder[], now: Date): Promise<void> =>
  insertRows(
    tx,
    'shipping_uploads',
    ['order_id', 'kind', 'state', 'next_try_at', 'created_at'],
    orders
      .filter(({ wechatFen }) => wechatFen > 0)
      .map(({ orderId, kind, paidAt }) => [
        ...[orderId, kind, 'wanted'],
        ...[new Date(Math.max(now.getTime(), paidAt.getTime() + KNOWN_AFTER_MS)), now],
      ]),
  );
