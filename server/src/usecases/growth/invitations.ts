import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { memberScene, merchantScene, type InviteScene } from '@paifan/shared/members/scenes';
import { ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { fenColumn, flagColumn, memberIdColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import type { MemberRow } from '../../db/models/members';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { drawCode } from '../drawCode';
import { olderThan, pageLimit, toPage } from '../lists';

/** The pages that invite codes open. Without a leading slash. */
const PAGES: Readonly<Record<InviteScene['kind'], string>> = {
  member: 'pages/home/index',
  merchant: 'packages/merchant/apply/index',
};

/** Somebody whom a member invited, and what came of it. */
export interface Invitee {
  readonly id: MemberId;
  readonly member: MemberRow;
  /** Has a completed order. */
  readonly hasBought: boolean;
  /** Rewards by the orders of this one, frozen or released. */
  readonly rewardFen: Fen;
}

/** Whom a member invited, newest first. */
export async function readInvitees(
  { db }: ShopContext,
  memberId: MemberId,
  request: PageRequest,
): Promise<Page<Invitee>> {
  const rows = await db.members.findAll({
    where: { inviterId: memberId, ...olderThan(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  const { items, next } = toPage(rows, request);
  const outcomes = await readOutcomes(
    db,
    memberId,
    items.map(({ id }) => id),
  );
  return {
    items: items.map((member) => {
      const outcome = outcomes.get(member.id);
      return {
        ...{ id: member.id, member },
        hasBought: outcome?.has_bought ?? false,
        rewardFen: outcome?.reward_fen ?? ZERO_FEN,
      };
    }),
    next,
  };
}

const outcomeRow = z.object({ id: memberIdColumn, has_bought: flagColumn, reward_fen: fenColumn });

/** By the invitees' orders and not by the member's rewards: those of a busy inviter are many more than a page needs. */
async function readOutcomes(
  db: Database,
  memberId: MemberId,
  invitees: readonly MemberId[],
): Promise<ReadonlyMap<MemberId, z.output<typeof outcomeRow>>> {
  if (invitees.length === 0) return new Map();
  const rows = await query(
    db,
    `SELECT m.id, COALESCE(f.completed_orders, 0) > 0 AS has_bought,
       (SELECT COALESCE(SUM(r.amount_fen), 0) FROM orders o STRAIGHT_JOIN rewards r ON r.order_id = o.id
        WHERE o.member_id = m.id AND r.member_id = :memberId AND r.state <> 'cancelled') AS reward_fen
     FROM members m LEFT JOIN member_figures f ON f.member_id = m.id WHERE m.id IN (:invitees)`,
    { memberId, invitees },
    outcomeRow,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * The picture of a member's own mini-program code. Who signs in for the first time by it was invited by the member; a merchant who
 * applies by the code for merchants was recruited by the member.
 * @throws ApiError wechat_unavailable
 */
export async function createInviteCode(
  shop: ShopContext,
  memberId: MemberId,
  kind: InviteScene['kind'],
): Promise<Uint8Array> {
  const { inviteCode } = await shop.db.members.findByPk(memberId, { rejectOnEmpty: true });
  const scene = kind === 'member' ? memberScene(inviteCode) : merchantScene(inviteCode);
  return drawCode(shop, { scene, page: PAGES[kind] });
}
