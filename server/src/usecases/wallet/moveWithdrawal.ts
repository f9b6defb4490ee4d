import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import type { WithdrawalId } from '@paifan/shared/ids/ids';
import { subtractFen } from '@paifan/shared/money/fen';
import {
  isOver,
  nextWithdrawalState,
  RETURNED_STATES,
  type WithdrawalEvent,
  type WithdrawalState,
} from '@paifan/shared/wallet/withdrawalStates';
import { ApiError } from '@paifan/shared/errors/errors';
import { postJournals, type BookedJournal } from '../../db/ledger';
import type { WithdrawalRow } from '../../db/models/wallet';
import type { Tx } from '../../db/transaction';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import type { WalletAnnouncement } from './announcements';

/** What may change together with the state. */
export type WithdrawalChanges = Partial<
  Pick<
    WithdrawalRow,
    | 'transferBillNo'
    | 'packageInfo'
    | 'packageExpiresAt'
    | 'failReason'
    | 'reviewedBy'
    | 'reviewedAt'
    | 'reviewReason'
    | 'lastSentAt'
    | 'nextTryAt'
  >
>;

/** The withdrawal under its lock, until the transaction ends. @throws ApiError withdrawal_not_found */
export async function lockWithdrawal(
  { db }: Pick<ShopContext, 'db'>,
  tx: Tx,
  which: { id: WithdrawalId } | { no: string },
): Promise<WithdrawalRow> {
  const row = await db.withdrawals.findOne({ where: which, transaction: tx, lock: tx.LOCK.UPDATE });
  if (!row) throw new ApiError('withdrawal_not_found');
  return row;
}

/** Nothing of this is needed any more, least of all a name. */
const FORGOTTEN = {
  nextTryAt: null,
  nameSerial: null,
  nameCiphertext: null,
  packageInfo: null,
  packageExpiresAt: null,
};

/**
 * Lets something happen to a withdrawal that is locked: its state, what the member is told, and its money in one step. With a
 * withdrawal that ends its money is paid or returned, once: no state leads out of an end. The last step of its transaction.
 * @returns false, with nothing changed, when its state does not allow it
 */
export async function moveWithdrawal(
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  withdrawal: WithdrawalRow,
  event: WithdrawalEvent,
  changes: WithdrawalChanges = {},
): Promise<boolean> {
  const state = nextWithdrawalState(withdrawal.state, event);
  if (state === null) return false;
  const now = shop.clock.now();
  const over = isOver(state) ? { ...FORGOTTEN, endedAt: now } : {};
  await withdrawal.update({ ...changes, ...over, state, attempts: 0 }, { transaction: tx });
  const news = newsOf(withdrawal);
  if (news) await announce(shop, tx, withdrawal.memberId, news);
  await postJournals(tx, journalsOf(withdrawal, now));
  return true;
}

/** What a member is told of a state; null: nothing, it is WeChat's and ours. */
function newsOf(withdrawal: WithdrawalRow): WalletAnnouncement | null {
  const about = { withdrawalId: withdrawal.id, amountFen: withdrawal.amountFen };
  const news: Readonly<Record<WithdrawalState, WalletAnnouncement | null>> = {
    reviewing: null,
    approved: { kind: 'withdrawalApproved', ...about },
    sent: null,
    waitingConfirm: { kind: 'withdrawalWaiting', ...about },
    cancelling: null,
    paid: { kind: 'withdrawalPaid', ...about, receivedFen: receivedFen(withdrawal) },
    failed: { kind: 'withdrawalFailed', ...about, failReason: withdrawal.failReason },
    cancelled: { kind: 'withdrawalCancelled', ...about },
    rejected: { kind: 'withdrawalRejected', ...about, reason: withdrawal.reviewReason ?? '' },
  };
  return news[withdrawal.state];
}

/** What the member receives: the amount less the fee. */
export const receivedFen = ({ amountFen, feeFen }: WithdrawalRow) => subtractFen(amountFen, feeFen);

/** The money of a withdrawal that has just come to this state. */
function journalsOf(withdrawal: WithdrawalRow, now: Date): BookedJournal[] {
  const { no, memberId: member, amountFen, feeFen, state } = withdrawal;
  const at = now.getTime();
  if (state === 'paid') {
    const postings = postingsOf('withdrawalPaid', { member, transferFen: receivedFen(withdrawal), feeFen });
    return [{ key: journalKey('withdrawalPaid', no), event: 'withdrawalPaid', at, postings }];
  }
  if (!RETURNED_STATES.includes(state)) return [];
  const postings = postingsOf('withdrawalReturned', { member, amountFen });
  return [{ key: journalKey('withdrawalReturned', no), event: 'withdrawalReturned', at, postings }];
}
