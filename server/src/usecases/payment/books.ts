import { NOTHING_SPENT, type Spending } from '@paifan/shared/checkout/composition';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import type { Fen } from '@paifan/shared/money/fen';
import { postJournals, type BookedJournal } from '../../db/ledger';
import type { OrderRow } from '../../db/models/orders';
import type { RefundRow } from '../../db/models/payments';
import type { Tx } from '../../db/transaction';

/** An order that was paid, as the books see it. */
export interface PaidOrder {
  readonly id: OrderId;
  readonly memberId: MemberId;
  readonly wechatFen: Fen;
  /** What was set aside for it. */
  readonly spent: Spending;
  readonly paidAt: Date;
}

/** Money that came with WeChat for an order that is closed: nothing is set aside for it any more. */
export const paidLate = (
  { id, memberId }: Pick<OrderRow, 'id' | 'memberId'>,
  wechatFen: Fen,
  paidAt: Date,
): PaidOrder => ({ id, memberId, wechatFen, spent: NOTHING_SPENT, paidAt });

/**
 * Books how orders were paid; an order is paid once. The last step of its transaction.
 * @param before journals of the same transaction that come first
 */
export async function bookPayments(
  tx: Tx,
  orders: readonly PaidOrder[],
  before: readonly BookedJournal[] = [],
): Promise<void> {
  const event = 'paymentReceived';
  const journals = orders.map(({ id, memberId, wechatFen, spent, paidAt }) => ({
    key: journalKey(event, id),
    event,
    at: paidAt.getTime(),
    orderId: id,
    postings: postingsOf(event, { member: memberId, wechatFen, spent }),
  })) satisfies BookedJournal[];
  // What cost nothing moves nothing.
  await postJournals(tx, [...before, ...journals.filter(({ postings }) => postings.length > 0)]);
}

/** Books what went back the way it came. The last step of its transaction. */
export async function bookRefunds(
  tx: Tx,
  { id, memberId }: Pick<OrderRow, 'id' | 'memberId'>,
  refunds: readonly RefundRow[],
  at: Date,
): Promise<void> {
  const event = 'paymentRefunded';
  const journals = refunds.map(({ outRefundNo, amountFen, cashFen, pointsBack, loveBack, voucherBack }) => {
    const spent = { cash: cashFen, points: pointsBack, love: loveBack, voucher: voucherBack };
    const postings = postingsOf(event, { member: memberId, wechatFen: amountFen, spent });
    return { key: journalKey(event, outRefundNo), event, at: at.getTime(), orderId: id, postings };
  }) satisfies BookedJournal[];
  await postJournals(
    tx,
    journals.filter(({ postings }) => postings.length > 0),
  );
}
