import { z } from 'zod';
import type { MemberId } from '@paifan/shared/ids/ids';
import { WECHAT_MESSAGE_STATES, type WechatMessageState } from '@paifan/shared/members/messageStates';
import type { MessageKind } from '@paifan/shared/texts/messageKinds';
import { countColumn, entryIdColumn, idColumn, memberIdColumn, timeColumn } from '../../db/columns';
import { idBounds } from '../../db/idBounds';
import { readMemberNames, type MemberName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { dayBounds, isId } from '../lists';

/** Which messages; days are those of Shanghai, both included. */
export interface MessageFilter extends PageRequest {
  readonly memberId?: MemberId;
  readonly kind?: MessageKind;
  readonly wechat?: WechatMessageState;
  readonly from?: string;
  readonly to?: string;
}

const messageRow = z.object({
  id: idColumn,
  outbox_id: idColumn,
  member_id: memberIdColumn,
  kind: z.string(),
  title: z.string(),
  body: z.string(),
  entry_id: entryIdColumn.nullable(),
  order_no: z.string().nullable(),
  at: timeColumn,
  read_at: timeColumn.nullable(),
  wechat_state: z.enum(WECHAT_MESSAGE_STATES),
  letter: z
    .object({ templateId: z.string(), page: z.string(), data: z.record(z.string(), z.string()) })
    .nullable(),
  asked_at: timeColumn.nullable(),
  attempts: countColumn,
  error: z.string().nullable(),
  next_try_at: timeColumn.nullable(),
});

/** A message in the operators' list. */
export type ListedMessage = z.output<typeof messageRow> & { readonly member: MemberName };

/** What members were told, newest first. However many there are, it reads about as many rows of an index as it answers. */
export async function listMessages(
  { db }: Pick<ShopContext, 'db'>,
  filter: MessageFilter,
): Promise<Page<ListedMessage>> {
  const ids = await findIds(db, filter);
  const shown = ids.slice(0, filter.limit);
  if (shown.length === 0) return { items: [], next: null };
  const rows = await query(
    db,
    `SELECT m.id, m.outbox_id, m.member_id, m.kind, m.title, m.body, m.entry_id, r.no AS order_no, m.at, m.read_at,
       m.wechat_state, m.letter, m.asked_at, o.attempts, o.error, o.next_try_at
     FROM messages m JOIN outbox o ON o.id = m.outbox_id LEFT JOIN orders r ON r.id = m.order_id
     WHERE m.id IN (?) ORDER BY m.id DESC`,
    [shown],
    messageRow,
  );
  const names = await readMemberNames(
    db,
    rows.map(({ member_id }) => member_id),
  );
  return {
    items: rows.map((row) => ({ ...row, member: names(row.member_id) })),
    next: ids.length > filter.limit ? (shown.at(-1) ?? null) : null,
  };
}

async function findIds(db: ShopContext['db'], filter: MessageFilter): Promise<string[]> {
  const { cursor, limit, memberId, kind } = filter;
  const span = dayBounds(filter.from, filter.to);
  const bounds = await idBounds(db, { table: 'messages', at: 'at' }, span);
  if (bounds === null) return [];
  const conditions = [
    ...(isId(cursor) ? ['id < :cursor'] : []),
    ...(bounds.low === undefined ? [] : ['id >= :low', 'at >= :fromTime']),
    ...(bounds.high === undefined ? [] : ['id <= :high', 'at < :toTime']),
    ...(memberId === undefined ? [] : ['member_id = :memberId']),
    ...(kind === undefined ? [] : ['kind = :kind']),
  ];
  const arms = statesOf(filter).map((state) => {
    const where = [...conditions, ...(state === undefined ? [] : [`wechat_state = '${state}'`])];
    return `(SELECT id FROM messages ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
      ORDER BY id DESC LIMIT ${limit + 1})`;
  });
  const rows = await query(
    db,
    `SELECT id FROM (${arms.join(' UNION ALL ')}) found ORDER BY id DESC LIMIT ${limit + 1}`,
    {
      ...{ cursor: cursor ?? '', memberId: memberId ?? '', kind: kind ?? '' },
      ...span,
      ...bounds,
    },
    z.object({ id: idColumn }),
  );
  return rows.map(({ id }) => id);
}

/** Within one kind and one state the index gives the newest ids at once: a kind is read as a few such runs, which are merged. */
function statesOf({ memberId, kind, wechat }: MessageFilter): readonly (WechatMessageState | undefined)[] {
  if (wechat !== undefined) return [wechat];
  return kind !== undefined && memberId === undefined ? WECHAT_MESSAGE_STATES : [undefined];
}
