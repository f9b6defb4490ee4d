import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { postJournals } from '../db/ledger';
import type { OrderRow } from '../db/models/orders';
import type { RefundRow } from '../db/models/payments';
import type { Tx } from '../db/transaction';

/** An order that was paid with WeChat, as the books see it. */
export interface PaidOrder {
  readonly id: OrderId;
  readonly memberId: MemberId;
  readonly totalFen: Fen;
  readonly paidAt: Date;
}

/** Books the money of orders that were paid with WeChat; an order is paid once. The last step of its transaction. */
export async function bookPayments(tx: Tx, orders: readonly PaidOrder[]): Promise<void> {
  const journals = orders.map(({ id, memberId, totalFen, paidAt }) => ({
    key: journalKey('paymentReceived', id),
    event: 'paymentReceived' as const,
    at: paidAt.getTime(),
    orderId: id,
    postings: postingsOf('paymentReceived', { member: memberId, wechatFen: totalFen, cashFen: ZERO_FEN }),
  }));
  await postJournals(tx, journals);
}

/** Books money that went back the way it came. The last step of its transaction. */
export async function bookRefund(tx: Tx, order: OrderRow, refund: RefundRow, at: Date): Promise<void> {
  const { id, memberId } = order;
  const parts = { member: memberId, wechatFen: refund.amountFen, cashFen: ZERO_FEN };
  const postings = postingsOf('paymentRefunded', parts);
  const key = journalKey('paymentRefunded', refund.outRefundNo);
  await postJournals(tx, [{ key, event: 'paymentRefunded', at: at.getTime(), orderId: id, postings }]);
}
