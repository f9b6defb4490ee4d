import { z } from 'zod';
import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { memberAccount } from '@paifan/shared/ledger/accounts';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import { fen, type Fen } from '@paifan/shared/money/fen';
import { yuanText } from '@paifan/shared/money/text';
import type { TransferLimits } from '@paifan/shared/settings/kinds';
import { refuseTransfer, type TransferRefusal } from '@paifan/shared/wallet/judgeTransfer';
import { lockBalances } from '../../db/balances';
import { fenColumn } from '../../db/columns';
import { postJournals } from '../../db/ledger';
import type { MemberRow } from '../../db/models/members';
import type { Transferable, TransferRow } from '../../db/models/wallet';
import { queryOne } from '../../db/query';
import { settingsInForce } from '../../db/settings';
import { inTransaction, type Executor, type Tx } from '../../db/transaction';
import { announceAll } from '../messages/announce';
import type { ShopContext } from '../context';
import { hashOf, once } from '../once';
import { startOfToday } from './standing';

type TransferRequest = BodyOf<'POST /api/me/transfers'>;

/** A transfer, and who received it. */
export interface MadeTransfer {
  readonly transfer: TransferRow;
  readonly recipient: MemberRow;
}

/**
 * A member hands points, love or a voucher to another; both are told. Cash is never transferred. With a key that was used before,
 * the transfer of then comes back, and nothing else happens. SPEC section 11.
 * @throws ApiError recipient_not_found, transfer_off, transfer_limit, balance_too_low, idempotency_key_reused
 */
export async function transferToMember(
  shop: ShopContext,
  memberId: MemberId,
  key: string,
  request: TransferRequest,
): Promise<MadeTransfer> {
  const recipient = await findRecipient(shop, memberId, request.to);
  const requestHash = hashOf([recipient.id, request.balance, request.amount]);
  const transfer = await once(
    requestHash,
    () => shop.db.transfers.findOne({ where: { fromMemberId: memberId, idempotencyKey: key } }),
    () =>
      inTransaction(shop.db, (tx) =>
        hand(shop, tx, {
          fromMemberId: memberId,
          toMemberId: recipient.id,
          balance: request.balance,
          amount: request.amount,
          idempotencyKey: key,
          requestHash,
          at: shop.clock.now(),
        }),
      ),
  );
  return { transfer, recipient };
}

async function findRecipient(
  { db }: ShopContext,
  memberId: MemberId,
  to: TransferRequest['to'],
): Promise<MemberRow> {
  const where = 'memberId' in to ? { id: to.memberId } : { inviteCode: to.inviteCode };
  const recipient = await db.members.findOne({ where });
  if (!recipient) throw new ApiError('recipient_not_found');
  if (recipient.id === memberId) throw new ApiError('recipient_not_found', '不能转赠给自己');
  return recipient;
}

type NewTransfer = Omit<TransferRow['_creationAttributes'], 'id'>;

async function hand(shop: ShopContext, tx: Tx, transfer: NewTransfer): Promise<TransferRow> {
  const { fromMemberId: from, toMemberId: to, balance, amount, at } = transfer;
  const own = memberAccount(from, balance);
  // The sender's balance is also the lock under which the day's transfers are counted.
  const balanceOf = await lockBalances(tx, [own, memberAccount(to, balance)]);
  const limits = (await settingsInForce(tx, at)).settings.transfer?.[balance];
  const standing = { balance: balanceOf(own.code), today: await transferredToday(tx, from, balance, at) };
  const refused = refuseTransfer(amount, standing, limits);
  if (refused !== null) throw refusal(refused, limits);
  const row = await shop.db.transfers.create(transfer, { transaction: tx });
  await announceAll(shop, tx, [
    { memberId: from, news: { kind: 'transferSent', balance, amount } },
    { memberId: to, news: { kind: 'transferReceived', balance, amount } },
  ]);
  const event = 'transferred';
  const postings = postingsOf(event, { from, to, balance, amount });
  await postJournals(tx, [{ key: journalKey(event, row.id), event, at: at.getTime(), postings }]);
  return row;
}

const sumRow = z.object({ amount: fenColumn });

/** What a member has transferred of one balance since the day began in Shanghai; hundredths. */
export async function transferredToday(
  executor: Executor,
  memberId: MemberId,
  balance: Transferable,
  now: Date,
): Promise<Fen> {
  const row = await queryOne(
    executor,
    'SELECT COALESCE(SUM(amount), 0) AS amount FROM transfers WHERE from_member_id = ? AND balance = ? AND at >= ?',
    [memberId, balance, startOfToday(now)],
    sumRow,
  );
  if (row === null) throw new Error('a sum has one row');
  return row.amount;
}

function refusal(why: TransferRefusal, limits: TransferLimits | undefined): ApiError {
  if (why === 'balance') return new ApiError('balance_too_low');
  if (why === 'off' || limits === undefined) return new ApiError('transfer_off');
  const texts = { min: '每次至少转赠', max: '每次最多转赠', daily: '每日最多转赠' };
  const message = `${texts[why]} ${yuanText(fen(limits[why]))}`;
  return new ApiError('transfer_limit', message, { limit: why, value: limits[why] });
}
