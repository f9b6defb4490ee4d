import { ApiError } from '@paifan/shared/errors/errors';
import type { WithdrawalId } from '@paifan/shared/ids/ids';
import type { WithdrawalState } from '@paifan/shared/wallet/withdrawalStates';
import type { WithdrawalRow } from '../../db/models/wallet';
import { inTransaction } from '../../db/transaction';
import type { Outcome } from '../../gateways/wechat/outcome';
import type { WeChatTransfer } from '../../gateways/wechat/transferBills';
import { pauseMs } from '../payment/askLater';
import type { ShopContext } from '../context';
import { lockWithdrawal, moveWithdrawal, receivedFen } from './moveWithdrawal';
import { recordTransferAnswer } from './recordTransfer';

/** What the payee reads in WeChat. */
const REMARK = '余额提现';
/**
 * WeChat Pay takes no request that was signed more than five minutes ago. When it knows no such transfer after twice that time
 * without another request, none can come any more.
 */
const CERTAIN_MS = 10 * 60_000;
/** Refusals of a request that will never be granted. Every other one may pass: no money in the account, no rights yet. */
const FINAL_REFUSALS: ReadonlySet<string> = new Set([
  'PARAM_ERROR',
  'INVALID_REQUEST',
  'APPID_MCHID_NOT_MATCH',
]);
const NO_SUCH_TRANSFER = 'NOT_FOUND';

/**
 * Brings a withdrawal that was approved one step on: asks WeChat Pay for the transfer, or how it stands. May be repeated at any
 * time and from several sides: the number stays the same for ever, so WeChat Pay transfers once; and whatever is not known
 * is asked again, never taken for failed.
 * @returns false when WeChat Pay gave no usable answer
 */
export async function advanceWithdrawal(shop: ShopContext, id: WithdrawalId): Promise<boolean> {
  const begun = await beginTry(shop, id);
  return begun === null || begun.step(shop, begun.withdrawal);
}

type Step = (shop: ShopContext, withdrawal: WithdrawalRow) => Promise<boolean>;
const nothing: Step = () => Promise.resolve(true);

const STEPS: Readonly<Record<WithdrawalState, Step>> = {
  reviewing: nothing,
  approved: send,
  sent: askOrSendAgain,
  waitingConfirm: async (shop, { no }) => record(shop, await shop.wechat.queryTransfer(no)),
  cancelling: cancel,
  paid: nothing,
  failed: nothing,
  cancelled: nothing,
  rejected: nothing,
};

/**
 * Notes that WeChat Pay is about to be asked, before it is: whatever becomes of this process, a job looks after it.
 * @returns null when there is nothing to do
 */
async function beginTry(
  shop: ShopContext,
  id: WithdrawalId,
): Promise<{ step: Step; withdrawal: WithdrawalRow } | null> {
  return inTransaction(shop.db, async (tx) => {
    const withdrawal = await lockWithdrawal(shop, tx, { id });
    const { state, attempts, packageExpiresAt } = withdrawal;
    const step = STEPS[state];
    if (step === nothing) return null;
    const now = shop.clock.now();
    const next = now.getTime() + pauseMs(attempts);
    // When the time to confirm is over, its end is not waited for longer than need be.
    const expiry = packageExpiresAt?.getTime() ?? 0;
    const nextTryAt = new Date(expiry > now.getTime() ? Math.min(next, expiry) : next);
    if (state === 'approved') {
      await moveWithdrawal(shop, tx, withdrawal, 'send', { lastSentAt: now, nextTryAt });
    } else {
      const lastSentAt = state === 'sent' ? now : withdrawal.lastSentAt;
      await withdrawal.update({ attempts: attempts + 1, lastSentAt, nextTryAt }, { transaction: tx });
    }
    return { step, withdrawal };
  });
}

/** Asks for the transfer; again with the same number and values, if it was asked for before. */
async function send(shop: ShopContext, withdrawal: WithdrawalRow): Promise<boolean> {
  const { no, nameSerial: serial, nameCiphertext: ciphertext } = withdrawal;
  const member = await shop.db.members.findByPk(withdrawal.memberId, { rejectOnEmpty: true });
  const outcome = await shop.wechat.createTransfer({
    outBillNo: no,
    openid: member.openid,
    amountFen: receivedFen(withdrawal),
    remark: REMARK,
    name: serial === null || ciphertext === null ? null : { serial, ciphertext },
  });
  if (outcome.kind !== 'refused') return record(shop, outcome);
  shop.logger.error({ no, code: outcome.code }, 'WeChat Pay refused a transfer');
  if (FINAL_REFUSALS.has(outcome.code)) await giveUp(shop, withdrawal, outcome.code);
  return false;
}

/** Asks first: an answer may have been lost. */
async function askOrSendAgain(shop: ShopContext, withdrawal: WithdrawalRow): Promise<boolean> {
  const outcome = await shop.wechat.queryTransfer(withdrawal.no);
  const isUnheardOf = outcome.kind === 'refused' && outcome.code === NO_SUCH_TRANSFER;
  // The package for the member comes with the answer to the request alone.
  const lacksPackage = outcome.kind === 'ok' && outcome.value.state === 'WAIT_USER_CONFIRM';
  return isUnheardOf || lacksPackage ? send(shop, withdrawal) : record(shop, outcome);
}

/** From here on nothing is asked for any more; the money returns when it is certain that no transfer was made. */
async function giveUp(shop: ShopContext, { id }: WithdrawalRow, failReason: string): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    const withdrawal = await lockWithdrawal(shop, tx, { id });
    if (withdrawal.state === 'sent') await moveWithdrawal(shop, tx, withdrawal, 'giveUp', { failReason });
  });
}

const CANCELLABLE: readonly WeChatTransfer['state'][] = ['ACCEPTED', 'PROCESSING', 'WAIT_USER_CONFIRM'];

async function cancel(shop: ShopContext, withdrawal: WithdrawalRow): Promise<boolean> {
  const { no } = withdrawal;
  const outcome = await shop.wechat.queryTransfer(no);
  if (outcome.kind === 'refused' && outcome.code === NO_SUCH_TRANSFER) return endUnheardOf(shop, withdrawal);
  if (outcome.kind !== 'ok' || !CANCELLABLE.includes(outcome.value.state)) return record(shop, outcome);
  const cancelled = await shop.wechat.cancelTransfer(no);
  if (cancelled.kind === 'refused') {
    // Confirmed in this very moment, as the next question will tell.
    shop.logger.warn({ no, code: cancelled.code }, 'WeChat Pay refused to cancel a transfer');
  }
  return cancelled.kind !== 'unknown';
}

/** WeChat Pay knows of no transfer: when none can come any more, the money returns. */
async function endUnheardOf(shop: ShopContext, { id }: WithdrawalRow): Promise<boolean> {
  await inTransaction(shop.db, async (tx) => {
    const withdrawal = await lockWithdrawal(shop, tx, { id });
    const { state, lastSentAt, failReason } = withdrawal;
    const sentAt = lastSentAt?.getTime() ?? 0;
    if (state !== 'cancelling' || sentAt + CERTAIN_MS > shop.clock.now().getTime()) return;
    await moveWithdrawal(shop, tx, withdrawal, failReason === null ? 'cancel' : 'fail');
  });
  return true;
}

async function record(shop: ShopContext, outcome: Outcome<WeChatTransfer>): Promise<boolean> {
  if (outcome.kind === 'refused') {
    shop.logger.error({ code: outcome.code }, 'WeChat Pay refused to tell how a transfer stands');
  }
  if (outcome.kind !== 'ok') return false;
  try {
    await recordTransferAnswer(shop, outcome.value);
    return true;
  } catch (error) {
    // An answer that does not match was logged as an error; it must not keep the withdrawals behind it waiting.
    if (error instanceof ApiError) return false;
    throw error;
  }
}
