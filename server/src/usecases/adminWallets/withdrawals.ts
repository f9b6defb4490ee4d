import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, WithdrawalId } from '@paifan/shared/ids/ids';
import { memberAccount } from '@paifan/shared/ledger/accounts';
import type { AuditAction } from '@paifan/shared/operators/actions';
import { daysInMs } from '@paifan/shared/time/shanghai';
import { RETURNED_STATES, type WithdrawalState } from '@paifan/shared/wallet/withdrawalStates';
import { audit } from '../../db/audit';
import { countColumn, fenColumn } from '../../db/columns';
import { readWallet } from '../../db/ledgerReads';
import type { WithdrawalRow } from '../../db/models/wallet';
import type { TimeSpan } from '../../db/idBounds';
import { readMemberNames, type MemberName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import { query, queryOne } from '../../db/query';
import { assertAllowedTexts } from '../allowedText';
import type { Alongside } from '../alongside';
import type { ShopContext } from '../context';
import { duringSpan, olderThan, pageLimit, toPage } from '../lists';
import type { Operator } from '../operators/sessions';
import { approveWithdrawal, rejectWithdrawal } from '../wallet/reviewWithdrawal';

/** A withdrawal and whose it is. */
export interface ListedWithdrawal {
  readonly withdrawal: WithdrawalRow;
  readonly member: MemberName;
}

/** Withdrawals, newest first. */
export async function listWithdrawals(
  { db }: ShopContext,
  filter: PageRequest & TimeSpan & { readonly state?: WithdrawalState; readonly memberId?: MemberId },
): Promise<Page<ListedWithdrawal>> {
  const { state, memberId } = filter;
  const rows = await db.withdrawals.findAll({
    where: {
      ...(state ? { state } : {}),
      ...(memberId ? { memberId } : {}),
      ...duringSpan('requestedAt', filter),
      ...olderThan<WithdrawalId>(filter),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(filter),
  });
  const { items, next } = toPage(rows, filter);
  const names = await readMemberNames(
    db,
    items.map((row) => row.memberId),
  );
  return { items: items.map((withdrawal) => ({ withdrawal, member: names(withdrawal.memberId) })), next };
}

const EARNED_MS = daysInMs(90);
const MOST_MOVEMENTS = 5_000;
const earnedRow = z.object({ event: z.string(), times: countColumn, amount_fen: fenColumn });
const ordersRow = z.object({ paid: countColumn, refunded: countColumn, paid_fen: fenColumn });
const endedRow = z.object({ state: z.string(), times: countColumn, amount_fen: fenColumn });

/** What helps to judge a withdrawal. */
export interface WithdrawalRisk {
  readonly memberSince: Date;
  readonly cashFen: number;
  readonly frozenFen: number;
  /** How cash came and went, by the event of the ledger. */
  readonly earned: readonly { readonly event: string; readonly times: number; readonly amountFen: number }[];
  readonly orders: { readonly paid: number; readonly refunded: number; readonly paidFen: number };
  readonly withdrawals: { readonly paid: number; readonly paidFen: number; readonly failed: number };
}

/** @throws ApiError withdrawal_not_found */
export async function readWithdrawalToReview(
  shop: ShopContext,
  id: WithdrawalId,
): Promise<ListedWithdrawal & { readonly risk: WithdrawalRisk }> {
  const { db } = shop;
  const withdrawal = await db.withdrawals.findByPk(id);
  if (!withdrawal) throw new ApiError('withdrawal_not_found');
  const { memberId } = withdrawal;
  const member = await db.members.findByPk(memberId, { rejectOnEmpty: true });
  const wallet = await readWallet(db, memberId);
  return {
    withdrawal,
    member: { id: memberId, nickname: member.nickname, avatar: member.avatar },
    risk: {
      memberSince: member.joinedAt,
      cashFen: wallet.cash,
      frozenFen: wallet.frozen,
      earned: await readEarned(shop, memberId),
      orders: await readRecentOrders(shop, memberId),
      withdrawals: await readEnded(shop, memberId),
    },
  };
}

async function readEarned({ db, clock }: ShopContext, memberId: MemberId): Promise<WithdrawalRisk['earned']> {
  const rows = await query(
    db,
    `SELECT event, COUNT(*) AS times, SUM(amount) AS amount_fen FROM (
       SELECT j.event, p.amount FROM postings p JOIN journals j ON j.id = p.journal_id
       WHERE p.account_id = (SELECT id FROM accounts WHERE code = :code) AND j.at >= :since
       ORDER BY p.journal_id DESC LIMIT ${MOST_MOVEMENTS}
     ) moved GROUP BY event ORDER BY event`,
    {
      code: memberAccount(memberId, 'cash').code,
      since: new Date(clock.now().getTime() - EARNED_MS),
    },
    earnedRow,
  );
  return rows.map(({ event, times, amount_fen }) => ({ event, times, amountFen: amount_fen }));
}

async function readRecentOrders({ db }: ShopContext, memberId: MemberId): Promise<WithdrawalRisk['orders']> {
  const row = await queryOne(
    db,
    `SELECT COALESCE(SUM(state IN ('paid', 'shipped', 'completed')), 0) AS paid,
       COALESCE(SUM(state = 'refunded'), 0) AS refunded,
       COALESCE(SUM(IF(state IN ('paid', 'shipped', 'completed'), total_fen, 0)), 0) AS paid_fen
     FROM (SELECT state, total_fen FROM orders WHERE member_id = ? ORDER BY id DESC LIMIT 100) recent`,
    [memberId],
    ordersRow,
  );
  return { paid: row?.paid ?? 0, refunded: row?.refunded ?? 0, paidFen: row?.paid_fen ?? 0 };
}

async function readEnded({ db }: ShopContext, memberId: MemberId): Promise<WithdrawalRisk['withdrawals']> {
  const rows = await query(
    db,
    `SELECT state, COUNT(*) AS times, SUM(amount_fen) AS amount_fen FROM withdrawals WHERE member_id = ? GROUP BY state`,
    [memberId],
    endedRow,
  );
  const paid = rows.find(({ state }) => state === 'paid');
  const returned: readonly string[] = RETURNED_STATES;
  const failed = rows.filter(({ state }) => returned.includes(state));
  return {
    paid: paid?.times ?? 0,
    paidFen: paid?.amount_fen ?? 0,
    failed: failed.reduce((sum, { times }) => sum + times, 0),
  };
}

/**
 * An operator decides on a withdrawal that was held for review.
 * @param reason of a rejection; the member reads it
 * @throws ApiError withdrawal_not_found, withdrawal_state, forbidden_phrase
 */
export async function decideWithdrawal(
  shop: ShopContext,
  operator: Operator,
  id: WithdrawalId,
  { event, reason }: { readonly event: 'approve' | 'reject'; readonly reason: string },
): Promise<ListedWithdrawal> {
  assertAllowedTexts({ reason });
  const review = { by: operator.login, reason };
  const action: AuditAction = event === 'approve' ? 'withdrawal.approved' : 'withdrawal.rejected';
  const alongside: Alongside = (tx, { before, after }) =>
    audit(tx, {
      ...{ at: shop.clock.now(), operatorId: operator.id, action, subject: `withdrawal:${id}` },
      ...{ before: { state: before }, after: { state: after } },
    });
  const decide = event === 'approve' ? approveWithdrawal : rejectWithdrawal;
  const withdrawal = await decide(shop, id, review, alongside);
  const names = await readMemberNames(shop.db, [withdrawal.memberId]);
  return { withdrawal, member: names(withdrawal.memberId) };
}
