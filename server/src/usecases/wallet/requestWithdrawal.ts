import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { memberAccount } from '@paifan/shared/ledger/accounts';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import { fen, type Fen } from '@paifan/shared/money/fen';
import { yuanText } from '@paifan/shared/money/text';
import type { WithdrawalLimits } from '@paifan/shared/settings/kinds';
import { judgeWithdrawal, type WithdrawalRefusal } from '@paifan/shared/wallet/judgeWithdrawal';
import { lockBalances } from '../../db/balances';
import { postJournals } from '../../db/ledger';
import type { WithdrawalRow } from '../../db/models/wallet';
import { settingsInForce } from '../../db/settings';
import { inTransaction, type Tx } from '../../db/transaction';
import type { SealedText } from '../../gateways/wechat/sealForWeChat';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import { newOrderNo } from '../orders/orderNumber';
import { hashOf, once } from '../once';
import { readStanding } from './standing';

/** What a member asks for. The name is encrypted for WeChat Pay before it comes here; the shop never keeps it in clear. */
export interface WithdrawalRequest {
  readonly amountFen: Fen;
  readonly name: SealedText | null;
}

/**
 * A member wants cash in WeChat: the amount is reserved, and sent to WeChat Pay by itself, or after a review above the
 * threshold. With a key that was used before, the withdrawal of then comes back, and nothing else happens. SPEC section 11.
 * @throws ApiError balance_too_low, withdrawal_open, withdrawal_limit, real_name_needed, idempotency_key_reused
 */
export function requestWithdrawal(
  shop: ShopContext,
  memberId: MemberId,
  key: string,
  request: WithdrawalRequest,
): Promise<WithdrawalRow> {
  // Without the name: a hash of it could be guessed.
  const requestHash = hashOf({ amountFen: request.amountFen });
  return once(
    requestHash,
    () => shop.db.withdrawals.findOne({ where: { memberId, idempotencyKey: key } }),
    () => inTransaction(shop.db, (tx) => reserve(shop, tx, memberId, { key, requestHash, request })),
  );
}

interface Reserving {
  readonly key: string;
  readonly requestHash: Buffer;
  readonly request: WithdrawalRequest;
}

async function reserve(
  shop: ShopContext,
  tx: Tx,
  memberId: MemberId,
  { key, requestHash, request: { amountFen, name } }: Reserving,
): Promise<WithdrawalRow> {
  const { db, clock } = shop;
  const now = clock.now();
  // The cash balance is also the lock under which a member's withdrawals are counted.
  const cash = memberAccount(memberId, 'cash');
  const cashFen = (await lockBalances(tx, [cash]))(cash.code);
  if ((await db.withdrawals.count({ where: { memberId, endedAt: null }, transaction: tx })) > 0) {
    throw new ApiError('withdrawal_open');
  }
  const limits = (await settingsInForce(tx, now)).settings.withdrawal;
  const standing = await readStanding(tx, memberId, cashFen, now);
  const judged = judgeWithdrawal({ amountFen, hasRealName: name !== null }, standing, limits);
  if (!judged.allowed) throw refusal(judged.why, limits);
  const { feeFen, needsReview } = judged;
  const isNamed = amountFen >= limits.realNameFromFen;
  const withdrawal = await db.withdrawals.create(
    {
      no: newOrderNo(now),
      memberId,
      amountFen,
      feeFen,
      state: needsReview ? 'reviewing' : 'approved',
      idempotencyKey: key,
      requestHash,
      nameSerial: isNamed ? (name?.serial ?? null) : null,
      nameCiphertext: isNamed ? (name?.ciphertext ?? null) : null,
      nextTryAt: needsReview ? null : now,
      requestedAt: now,
    },
    { transaction: tx },
  );
  const about = { withdrawalId: withdrawal.id, amountFen, reviewed: needsReview };
  await announce(shop, tx, memberId, { kind: 'withdrawalRequested', ...about });
  // With what the database fills in.
  await withdrawal.reload({ transaction: tx });
  const event = 'withdrawalRequested';
  const postings = postingsOf(event, { member: memberId, amountFen });
  await postJournals(tx, [{ key: journalKey(event, withdrawal.no), event, at: now.getTime(), postings }]);
  return withdrawal;
}

function refusal(why: WithdrawalRefusal, limits: WithdrawalLimits): ApiError {
  const yuan = (amount: number): string => `¥${yuanText(fen(amount))}`;
  switch (why) {
    case 'balance':
      return new ApiError('balance_too_low');
    case 'realName':
      return new ApiError('real_name_needed', undefined, { realNameFromFen: limits.realNameFromFen });
    case 'minimum':
      return new ApiError('withdrawal_limit', `单笔提现不能低于 ${yuan(limits.minFen)}`, {
        limit: 'minFen',
        value: limits.minFen,
      });
    case 'dailyAmount':
      return new ApiError('withdrawal_limit', `每日最多提现 ${yuan(limits.dailyFen)}`, {
        limit: 'dailyFen',
        value: limits.dailyFen,
      });
    case 'dailyCount':
      return new ApiError('withdrawal_limit', `每日最多提现 ${limits.dailyCount} 次`, {
        limit: 'dailyCount',
        value: limits.dailyCount,
      });
  }
}
