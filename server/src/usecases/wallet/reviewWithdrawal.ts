import { ApiError } from '@paifan/shared/errors/errors';
import type { WithdrawalId } from '@paifan/shared/ids/ids';
import type { WithdrawalRow } from '../../db/models/wallet';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction } from '../../db/transaction';
import { nothingElse, type Alongside } from '../alongside';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { lockWithdrawal, moveWithdrawal } from './moveWithdrawal';

/** Who decided, and why. A member reads the reason of a rejection. */
export interface Review {
  readonly by: string;
  readonly reason: string;
}

/**
 * Lets a withdrawal that was held for review go out.
 * @throws ApiError withdrawal_not_found, withdrawal_state
 */
export const approveWithdrawal = (
  shop: ShopContext,
  id: WithdrawalId,
  review: Review,
  alongside?: Alongside,
): Promise<WithdrawalRow> => decide(shop, id, 'approve', review, alongside);

/**
 * Refuses a withdrawal that was held for review; its money is cash again.
 * @throws ApiError withdrawal_not_found, withdrawal_state, bad_request (without a reason)
 */
export async function rejectWithdrawal(
  shop: ShopContext,
  id: WithdrawalId,
  review: Review,
  alongside?: Alongside,
): Promise<WithdrawalRow> {
  if (review.reason.trim() === '') throw new ApiError('bad_request', '请填写拒绝原因');
  return decide(shop, id, 'reject', review, alongside);
}

const decide = (
  shop: ShopContext,
  id: WithdrawalId,
  event: 'approve' | 'reject',
  { by, reason }: Review,
  alongside: Alongside = nothingElse,
): Promise<WithdrawalRow> =>
  inTransaction(shop.db, async (tx) => {
    const withdrawal = await lockWithdrawal(shop, tx, { id });
    const now = shop.clock.now();
    const before = withdrawal.state;
    const decided = await moveWithdrawal(shop, tx, withdrawal, event, {
      reviewedBy: by,
      reviewedAt: now,
      reviewReason: reason,
      nextTryAt: now,
    });
    if (!decided) throw new ApiError('withdrawal_state');
    await alongside(tx, { before, after: withdrawal.state });
    return withdrawal;
  });

/** Withdrawals that wait for a review, newest first. */
export async function readWithdrawalsToReview(
  { db }: ShopContext,
  request: PageRequest,
): Promise<Page<WithdrawalRow>> {
  const rows = await db.withdrawals.findAll({
    where: { state: 'reviewing', ...olderThan<WithdrawalId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}
