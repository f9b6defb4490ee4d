import { z } from 'zod';
import type { QueryOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import type { MemberFigures } from '@paifan/shared/members/levels';
import { memberIdColumn, timeColumn } from '../../db/columns';
import { during, equals, where } from '../../db/conditions';
import { readWallet, type Wallet } from '../../db/ledgerReads';
import type { MemberRow } from '../../db/models/members';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { readFigures } from '../levels/judge';
import { dayBounds, olderThan, pageLimit, toPage } from '../lists';
import { findByPhone, readMaskedPhone } from './phones';

/** What a list or a page of the console shows of a member: no openid. */
const listedRow = z
  .object({
    id: memberIdColumn,
    nickname: z.string(),
    avatar: z.string(),
    level: z.string().nullable(),
    invite_code: z.string(),
    inviter_id: memberIdColumn.nullable(),
    joined_at: timeColumn,
  })
  .transform(({ invite_code: inviteCode, inviter_id: inviterId, joined_at: joinedAt, ...row }) => ({
    ...row,
    inviteCode,
    inviterId,
    joinedAt,
  }));
export type ListedMember = z.output<typeof listedRow>;

const CURSOR = /^(\d{1,15})-([1-9]\d{0,18})$/;
const nextCursor = ({ joinedAt, id }: ListedMember): string => `${joinedAt.getTime()}-${id}`;

type Filters = Omit<QueryOf<'GET /api/admin/members'>, keyof PageRequest | 'phone'> & {
  /** Who bound the number that is asked for; null: nobody did. */
  readonly phoneOwner?: MemberId | null;
};

/** Whose the number is that members are asked for by: nothing is to keep the number itself. */
export async function withPhoneOwner<Asked extends { readonly phone?: string }>(
  shop: ShopContext,
  { phone, ...asked }: Asked,
) {
  return phone === undefined ? asked : { ...asked, phoneOwner: await findByPhone(shop, shop.db, phone) };
}

/**
 * Members, who joined last first. Every filter has an index that ends in the order of the list, or finds one member at most.
 */
export async function readMembers(
  { db }: Pick<ShopContext, 'db'>,
  { cursor, limit, joinedFrom, joinedTo, ...filters }: PageRequest & Filters,
): Promise<Page<ListedMember>> {
  const conditions = [
    ...equals('id', filters.id),
    ...equals('id', filters.phoneOwner),
    ...equals('invite_code', filters.inviteCode?.toUpperCase()),
    ...equals('nickname', filters.nickname),
    ...equals('level', filters.level),
    ...during('joined_at', dayBounds(joinedFrom, joinedTo)),
  ];
  const [, ms, before] = CURSOR.exec(cursor ?? '') ?? [];
  if (ms !== undefined && before !== undefined) {
    const at = new Date(Number(ms));
    conditions.push(['joined_at <= ? AND (joined_at < ? OR id < ?)', [at, at, before]]);
  }
  const { sql, values } = where(conditions);
  const rows = await query(
    db,
    `SELECT id, nickname, avatar, level, invite_code, inviter_id, joined_at FROM members
     ${sql} ORDER BY joined_at DESC, id DESC LIMIT ${limit + 1}`,
    values,
    listedRow,
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? nextCursor(last) : null };
}

/** A member as the console shows it. */
export interface MemberDetail {
  readonly member: MemberRow;
  readonly phone: string | null;
  readonly figures: MemberFigures;
  readonly wallet: Wallet;
  /** Nearest first. */
  readonly inviters: readonly MemberRow[];
  readonly inviteeCount: number;
}

const INVITERS_SHOWN = 10;

/** @throws ApiError member_not_found */
export async function readMemberDetail(shop: ShopContext, id: MemberId): Promise<MemberDetail> {
  const { db } = shop;
  const member = await findMember(shop, id);
  return {
    member,
    phone: await readMaskedPhone(shop, db, id),
    figures: await readFigures(db, id),
    wallet: await readWallet(db, id),
    inviters: await invitersOf(shop, member),
    inviteeCount: await db.members.count({ where: { inviterId: id } }),
  };
}

/** @throws ApiError member_not_found */
export async function findMember({ db }: Pick<ShopContext, 'db'>, id: MemberId): Promise<MemberRow> {
  const member = await db.members.findByPk(id);
  if (member === null) throw new ApiError('member_not_found');
  return member;
}

async function invitersOf({ db }: ShopContext, member: MemberRow): Promise<MemberRow[]> {
  const inviters: MemberRow[] = [];
  for (let next = member.inviterId; next !== null && inviters.length < INVITERS_SHOWN;) {
    const inviter = await db.members.findByPk(next, { rejectOnEmpty: true });
    inviters.push(inviter);
    next = inviter.inviterId;
  }
  return inviters;
}

/** Whom a member invited, newest first. @throws ApiError member_not_found */
export async function readInviteesOf(
  shop: ShopContext,
  id: MemberId,
  request: PageRequest,
): Promise<Page<MemberRow>> {
  await findMember(shop, id);
  const rows = await shop.db.members.findAll({
    where: { inviterId: id, ...olderThan<MemberId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}
