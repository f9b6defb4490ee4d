import type { Spendable, Spending } from '@paifan/shared/checkout/composition';
import { memberAccount } from '@paifan/shared/ledger/accounts';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import { subtractFen, type Fen } from '@paifan/shared/money/fen';
import { lockBalances } from '../../db/balances';
import type { BookedJournal } from '../../db/ledger';
import type { OrderRow } from '../../db/models/orders';
import type { Tx } from '../../db/transaction';
import { tooLow } from '../checkout/applyDeductions';

/** The parts of an order's payment that are kept with it. */
export type PaidWith = Pick<OrderRow, 'totalFen' | 'cashFen' | 'pointsUsed' | 'loveUsed' | 'voucherUsed'>;

/** What an order uses of its member's balances. */
export const spentOn = ({
  cashFen,
  pointsUsed,
  loveUsed,
  voucherUsed,
}: Omit<PaidWith, 'totalFen'>): Spending => ({
  cash: cashFen,
  points: pointsUsed,
  love: loveUsed,
  voucher: voucherUsed,
});

/** What of an order is paid with WeChat; 0: nothing is. */
export const wechatFenOf = ({ totalFen, cashFen }: Pick<PaidWith, 'totalFen' | 'cashFen'>): Fen =>
  subtractFen(totalFen, cashFen);

type Reserving = Pick<OrderRow, 'id' | 'memberId' | 'placedAt'> & Omit<PaidWith, 'totalFen'>;

/**
 * Takes what an order uses of its member's balances out of them, so that no other order, withdrawal or transfer can use it too.
 * @returns the journal to be booked as the last step of the transaction that places the order; none when nothing is used
 * @throws ApiError balance_too_low when the balance has become less since the order was quoted
 */
export async function setAside(tx: Tx, order: Reserving): Promise<BookedJournal[]> {
  const { id, memberId, placedAt } = order;
  const spent = spentOn(order);
  const used = (Object.keys(spent) as Spendable[]).filter((balance) => spent[balance] > 0);
  if (used.length === 0) return [];
  const accountOf = (balance: Spendable) => memberAccount(memberId, balance);
  const balanceOf = await lockBalances(tx, used.map(accountOf));
  for (const balance of used) {
    if (balanceOf(accountOf(balance).code) < spent[balance]) throw tooLow(balance);
  }
  const event = 'setAside';
  const postings = postingsOf(event, { member: memberId, spent });
  return [{ key: journalKey(event, id), event, at: placedAt.getTime(), orderId: id, postings }];
}

/** Gives it back, because the order is closed unpaid: the journal to be booked as the last step of that transaction. */
export function setAsideReturned(order: Reserving, at: Date): BookedJournal[] {
  const { id, memberId } = order;
  const event = 'setAsideReturned';
  const postings = postingsOf(event, { member: memberId, spent: spentOn(order) });
  if (postings.length === 0) return [];
  return [{ key: journalKey(event, id), event, at: at.getTime(), orderId: id, postings }];
}
