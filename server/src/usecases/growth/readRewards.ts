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
import { during, equals, where } from '../../db/conditions';
import type { TimeSpan } from '../../db/idBounds';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { beforeCursor, pageLimit, toPage } from '../lists';

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

/** Whose rewards, in which state and granted when; absent: everybody's, in any, ever. */
export interface RewardFilter extends TimeSpan {
  readonly memberId?: MemberId;
  readonly state?: OrderReward['state'];
}

/** Rewards that orders granted, newest first. SPEC section 9. */
export async function readOrderRewards(
  { db }: ShopContext,
  filter: RewardFilter,
  request: PageRequest,
): Promise<Page<OrderReward>> {
  const { sql, values } = where([
    ...equals('r.member_id', filter.memberId),
    ...equals('r.state', filter.state),
    ...during('r.granted_at', filter),
    ...beforeCursor('r.id', request),
  ]);
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
     ${sql} ORDER BY r.id DESC LIMIT ${pageLimit(request)}`,
    values,
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
  const { sql, values } = where([
    ['p.account_id = (SELECT id FROM accounts WHERE code = ?)', [memberAccount(memberId, 'cash').code]],
    ["j.event = 'dividendPaid'", []],
    ...beforeCursor('p.journal_id', request),
  ]);
  const rows = await query(
    db,
    `SELECT p.journal_id AS id, p.amount AS amount_fen, j.at
     FROM postings p JOIN journals j ON j.id = p.journal_id
     ${sql} ORDER BY p.journal_id DESC LIMIT ${pageLimit(request)}`,
    values,
    dividendRow,
  );
  return toPage(rows, request);
}
