import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { memberAccount } from '@paifan/shared/ledger/accounts';
import {
  countColumn,
  fenColumn,
  flagColumn,
  idColumn,
  memberIdColumn,
  ratioColumn,
  timeColumn,
} from '../../db/columns';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { pageLimit, toPage } from '../lists';

const rewardRow = z
  .object({
    id: idColumn,
    kind: z.enum(['direct', 'indirect', 'team', 'recruitment']),
    ratio: ratioColumn,
    amount_fen: fenColumn,
    state: z.enum(['frozen', 'released', 'cancelled']),
    granted_at: timeColumn,
    releases_at: timeColumn.nullable(),
    title: z.string(),
    reduced: flagColumn,
    order_no: z.string(),
    line_no: countColumn,
    member_id: memberIdColumn,
    member: z.string(),
    buyer_id: memberIdColumn,
    buyer: z.string(),
  })
  .transform(({ amount_fen, granted_at, releases_at, order_no, line_no, member_id, buyer_id, ...row }) => ({
    ...row,
    amountFen: amount_fen,
    grantedAt: granted_at,
    releasesAt: releases_at,
    orderNo: order_no,
    lineNo: line_no,
    memberId: member_id,
    buyerId: buyer_id,
  }));

/** A reward that an order granted, and the line that it is for. */
export type OrderReward = z.output<typeof rewardRow>;

const ID = /^[1-9]\d{0,18}$/;
const olderId = ({ cursor }: PageRequest): string | null => (cursor && ID.test(cursor) ? cursor : null);

/** Whose rewards, and in which state; absent: everybody's, in any. */
export interface RewardFilter {
  readonly memberId?: MemberId;
  readonly state?: OrderReward['state'];
}

/** Rewards that orders granted, newest first. SPEC section 9. */
export async function readOrderRewards(
  { db }: ShopContext,
  { memberId, state }: RewardFilter,
  request: PageRequest,
): Promise<Page<OrderReward>> {
  const before = olderId(request);
  const conditions = [
    ...(memberId === undefined ? [] : ['r.member_id = :memberId']),
    ...(state === undefined ? [] : ['r.state = :state']),
    ...(before === null ? [] : ['r.id < :before']),
  ];
  const rows = await query(
    db,
    `SELECT r.id, r.kind, r.ratio, r.amount_fen, r.state, r.granted_at, r.releases_at, l.title,
       l.refund_settled_fen > 0 AS reduced, o.no AS order_no, r.line_no,
       g.id AS member_id, g.nickname AS member, m.id AS buyer_id, m.nickname AS buyer
     FROM rewards r
     JOIN order_lines l ON l.order_id = r.order_id AND l.line_no = r.line_no
     JOIN orders o ON o.id = r.order_id
     JOIN members g ON g.id = r.member_id
     JOIN members m ON m.id = o.member_id
     ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
     ORDER BY r.id DESC LIMIT ${pageLimit(request)}`,
    { memberId: memberId ?? '', state: state ?? '', before: before ?? '' },
    rewardRow,
  );
  return toPage(rows, request);
}

const dividendRow = z
  .object({ id: idColumn, amount_fen: fenColumn, at: timeColumn })
  .transform(({ amount_fen: amountFen, ...row }) => ({ ...row, amountFen }));

/** A member's part of a dividend. */
export type DividendPart = z.output<typeof dividendRow>;

/** What a member received of dividends, newest first: it stands in the ledger alone. */
export async function readDividends(
  { db }: ShopContext,
  memberId: MemberId,
  request: PageRequest,
): Promise<Page<DividendPart>> {
  const before = olderId(request);
  const rows = await query(
    db,
    `SELECT p.journal_id AS id, p.amount AS amount_fen, j.at
     FROM postings p JOIN journals j ON j.id = p.journal_id
     WHERE p.account_id = (SELECT id FROM accounts WHERE code = :code) AND j.event = 'dividendPaid'
       ${before === null ? '' : 'AND p.journal_id < :before'}
     ORDER BY p.journal_id DESC LIMIT ${pageLimit(request)}`,
    { code: memberAccount(memberId, 'cash').code, ...(before === null ? {} : { before }) },
    dividendRow,
  );
  return toPage(rows, request);
}
