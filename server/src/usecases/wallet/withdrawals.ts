import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, WithdrawalId } from '@paifan/shared/ids/ids';
import type { WithdrawalRow } from '../../db/models/wallet';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction } from '../../db/transaction';
import type { ConfirmTransferParams } from '../../gateways/wechat/transfer';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { advanceWithdrawal } from './advanceWithdrawal';
import { lockWithdrawal, moveWithdrawal } from './moveWithdrawal';

/** A member's withdrawals, newest first. */
export async function readWithdrawals(
  { db }: ShopContext,
  memberId: MemberId,
  request: PageRequest,
): Promise<Page<WithdrawalRow>> {
  const rows = await db.withdrawals.findAll({
    where: { memberId, ...olderThan<WithdrawalId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** @throws ApiError withdrawal_not_found, also for a withdrawal of somebody else */
export async function findOwnWithdrawal(
  { db }: ShopContext,
  memberId: MemberId,
  id: WithdrawalId,
): Promise<WithdrawalRow> {
  const row = await db.withdrawals.findOne({ where: { id, memberId } });
  if (!row) throw new ApiError('withdrawal_not_found');
  return row;
}

/**
 * What the client needs so that the member can confirm the transfer in WeChat; the same again for 24 hours. A withdrawal that was
 * not sent yet is sent now.
 * @throws ApiError withdrawal_not_found, withdrawal_state, wechat_unavailable (try again: it is asked for, but not ready)
 */
export async function confirmParams(
  shop: ShopContext,
  memberId: MemberId,
  id: WithdrawalId,
): Promise<ConfirmTransferParams> {
  const before = await findOwnWithdrawal(shop, memberId, id);
  if (before.state === 'approved' || before.state === 'sent') await advanceWithdrawal(shop, id);
  const { state, packageInfo, packageExpiresAt } = await findOwnWithdrawal(shop, memberId, id);
  if (state === 'approved' || state === 'sent') throw new ApiError('wechat_unavailable');
  if (state !== 'waitingConfirm' || packageInfo === null || packageExpiresAt === null) {
    throw new ApiError('withdrawal_state');
  }
  if (packageExpiresAt <= shop.clock.now()) {
    throw new ApiError('withdrawal_state', '已超过 24 小时，不能再确认收款，金额将退回余额');
  }
  return shop.wechat.confirmParams(packageInfo);
}

/**
 * A member takes a withdrawal back. What was not sent ends at once; else WeChat Pay is asked to cancel, and the money returns
 * when it has. Repeating it changes nothing.
 * @throws ApiError withdrawal_not_found, withdrawal_state (it has ended in another way)
 */
export async function cancelWithdrawal(
  shop: ShopContext,
  memberId: MemberId,
  id: WithdrawalId,
): Promise<WithdrawalRow> {
  await findOwnWithdrawal(shop, memberId, id);
  const state = await inTransaction(shop.db, async (tx) => {
    const withdrawal = await lockWithdrawal(shop, tx, { id });
    if (withdrawal.state === 'cancelling' || withdrawal.state === 'cancelled') return withdrawal.state;
    const given = await moveWithdrawal(shop, tx, withdrawal, 'giveUp', { nextTryAt: shop.clock.now() });
    if (!given) throw new ApiError('withdrawal_state');
    return withdrawal.state;
  });
  if (state === 'cancelling') await advanceWithdrawal(shop, id);
  return findOwnWithdrawal(shop, memberId, id);
}
