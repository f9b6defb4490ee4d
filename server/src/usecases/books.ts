import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import { ZERO_FEN } from '@paifan/shared/money/fen';
import { postJournals } from '../db/ledger';
import type { OrderRow } from '../db/models/orders';
import type { RefundRow } from '../db/models/payments';
import type { Tx } from '../db/transaction';

/** Books the money of an order that was paid with WeChat; an order is paid once. The last step of its transaction. */
export async function bookPayment(tx: Tx, order: OrderRow, paidAt: Date): Promise<void> {
  const { id, memberId, totalFen } = order;
  const postings = postingsOf('paymentReceived', {
    member: memberId,
    wechatFen: totalFen,
    cashFen: ZERO_FEN,
  });
  const key = journalKey('paymentReceived', id);
  await postJournals(tx, [{ key, event: 'paymentReceived', at: paidAt.getTime(), orderId: id, postings }]);
}

/** Books money that went back the way it came. The last step of its transaction. */
export async function bookRefund(tx: Tx, order: OrderRow, refund: RefundRow, at: Date): Promise<void> {
  const { id, memberId } = order;
  const parts = { member: memberId, wechatFen: refund.amountFen, cashFen: ZERO_FEN };
  const postings = postingsOf('paymentRefunded', parts);
  const key = journalKey('paymentRefunded', refund.outRefundNo);
  await postJournals(tx, [{ key, event: 'paymentRefunded', at: at.getTime(), orderId: id, postings }]);
}
