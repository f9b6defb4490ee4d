import { ApiError } from '@paifan/shared/errors/errors';
import {
  isOver,
  RETURNED_STATES,
  type WithdrawalEvent,
  type WithdrawalState,
} from '@paifan/shared/wallet/withdrawalStates';
import type { WithdrawalRow } from '../../db/models/wallet';
import { inTransaction, type Tx } from '../../db/transaction';
import type { TransferState, WeChatTransfer } from '../../gateways/wechat/transferBills';
import type { ShopContext } from '../context';
import { seeNotifications } from '../messages/notifications';
import { moveWithdrawal, receivedFen } from './moveWithdrawal';

const DAY_MS = 24 * 3_600_000;

/**
 * A notification about a transfer that ended.
 * @throws ApiError notification_unknown_order, notification_mismatch: nothing is changed, and an error is logged
 */
export async function recordTransferNotice(
  shop: ShopContext,
  mchid: string,
  news: WeChatTransfer,
): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    await seeNotifications(tx, 'transfer', [news.outBillNo], shop.clock.now());
    if (mchid !== shop.wechat.mchid) throw mismatch(shop, news, ['mchid']);
    await applyTransfer(shop, tx, news);
  });
}

/**
 * What WeChat Pay answered to a transfer, or to the question how it stands.
 * @returns the withdrawal as it is then
 * @throws ApiError as above
 */
export const recordTransferAnswer = (shop: ShopContext, news: WeChatTransfer): Promise<WithdrawalRow> =>
  inTransaction(shop.db, (tx) => applyTransfer(shop, tx, news));

/** What a state of WeChat's does to a withdrawal; null: it is still under way. */
const EVENTS: Readonly<Record<TransferState, WithdrawalEvent | null>> = {
  ACCEPTED: null,
  PROCESSING: null,
  WAIT_USER_CONFIRM: 'askMember',
  TRANSFERING: null,
  SUCCESS: 'pay',
  FAIL: 'fail',
  CANCELING: null,
  CANCELLED: 'cancel',
};

async function applyTransfer(shop: ShopContext, tx: Tx, news: WeChatTransfer): Promise<WithdrawalRow> {
  const withdrawal = await lockReported(shop, tx, news);
  await assertMatches(shop, tx, withdrawal, news);
  if (isOver(withdrawal.state)) {
    if (!agrees(withdrawal.state, news.state)) throw mismatch(shop, news, ['state']);
    return withdrawal;
  }
  const { transferBillNo, packageInfo, failReason } = news;
  const event = eventOf(withdrawal, news.state);
  if (event === null || event === 'askMember') {
    // Without its package it cannot be confirmed: the same request gives it again.
    if (event === null || packageInfo === undefined) return withdrawal;
    const packageExpiresAt = new Date((news.createTime ?? shop.clock.now()).getTime() + DAY_MS);
    await moveWithdrawal(shop, tx, withdrawal, event, { transferBillNo, packageInfo, packageExpiresAt });
    return withdrawal;
  }
  const moved = await moveWithdrawal(shop, tx, withdrawal, event, {
    transferBillNo,
    ...(event === 'fail' ? { failReason: failReason?.slice(0, 64) ?? withdrawal.failReason } : {}),
  });
  if (!moved) throw mismatch(shop, news, ['state']);
  return withdrawal;
}

/** A transfer that was cancelled because WeChat Pay refused it finally has failed; nobody gave it up. */
function eventOf({ failReason }: WithdrawalRow, told: TransferState): WithdrawalEvent | null {
  const event = EVENTS[told];
  return event === 'cancel' && failReason !== null ? 'fail' : event;
}

/** Old news of an end, or of the way there, agree with it; money that went out after it was returned does not. */
function agrees(state: WithdrawalState, told: TransferState): boolean {
  if (state === 'paid') return told !== 'FAIL' && told !== 'CANCELLED';
  return RETURNED_STATES.includes(state) && told !== 'SUCCESS' && told !== 'TRANSFERING';
}

async function lockReported(
  shop: ShopContext,
  tx: Tx,
  { outBillNo: no }: WeChatTransfer,
): Promise<WithdrawalRow> {
  const { db, logger } = shop;
  const row = await db.withdrawals.findOne({ where: { no }, transaction: tx, lock: tx.LOCK.UPDATE });
  if (row) return row;
  logger.error({ no }, 'WeChat Pay reports a transfer that is not ours');
  throw new ApiError('notification_unknown_order');
}

async function assertMatches(
  shop: ShopContext,
  tx: Tx,
  withdrawal: WithdrawalRow,
  news: WeChatTransfer,
): Promise<void> {
  const member = await shop.db.members.findByPk(withdrawal.memberId, {
    attributes: ['openid'],
    transaction: tx,
  });
  const fields = [
    ...(news.amountFen === undefined || news.amountFen === receivedFen(withdrawal) ? [] : ['amountFen']),
    ...(news.openid === undefined || news.openid === member?.openid ? [] : ['openid']),
  ];
  if (fields.length > 0) throw mismatch(shop, news, fields);
}

function mismatch({ logger }: ShopContext, news: WeChatTransfer, fields: string[]): ApiError {
  logger.error(
    { no: news.outBillNo, state: news.state, fields },
    'WeChat Pay reports a transfer that does not match ours: somebody has to look at it',
  );
  return new ApiError('notification_mismatch', undefined, { fields });
}
