import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { memberIdSchema } from '@paifan/shared/contract/primitives';
import { memberId, type MemberId } from '@paifan/shared/ids/ids';
import { maskPhone } from '@paifan/shared/members/phone';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import type { ShopContext } from '../context';
import type { LongJobRun } from '../longJobs/runningJob';
import { readMembers } from '../members/adminMembers';
import { openPhone } from '../members/phones';
import { exportList } from './exportList';

/**
 * What the request is kept as: whose the number is that was asked for, and not the number; and whether its operator may read whole
 * numbers, which is judged when it is asked for.
 */
const memberParams = exportRequests.exportMembers
  .omit({ phone: true })
  .extend({ phoneOwner: memberIdSchema.nullable().optional(), wholePhones: z.boolean() });

const memberRow = z.object({
  id: idColumn,
  nickname: z.string(),
  level_name: z.string().nullable(),
  sealed: z.string().nullable(),
  inviter_id: idColumn.nullable(),
  joined_at: timeColumn,
  spent_fen: fenColumn.nullable(),
  completed_orders: countColumn.nullable(),
  invitees: countColumn.nullable(),
});
type Row = z.output<typeof memberRow>;

const columnsFor = (shop: ShopContext, wholePhones: boolean): readonly Column<Row>[] => [
  { title: '会员编号', kind: 'text', value: (row) => row.id },
  { title: '昵称', kind: 'text', value: (row) => row.nickname },
  { title: '手机号', kind: 'text', value: (row) => phoneText(shop, row, wholePhones) },
  { title: '等级', kind: 'text', value: (row) => row.level_name },
  { title: '邀请人编号', kind: 'text', value: (row) => row.inviter_id },
  { title: '加入时间', kind: 'time', value: (row) => row.joined_at },
  { title: '累计消费', kind: 'yuan', value: (row) => row.spent_fen },
  { title: '完成订单', kind: 'whole', value: (row) => row.completed_orders },
  { title: '邀请人数', kind: 'whole', value: (row) => row.invitees },
];

function phoneText(shop: ShopContext, { id, sealed }: Row, whole: boolean): string | null {
  const phone = sealed === null ? null : openPhone(shop, memberId(id), sealed);
  return phone === null || whole ? phone : maskPhone(phone);
}

/** Members, who joined last first. */
export const exportMembers: LongJobRun = (shop, job) => {
  const { format, wholePhones, ...filters } = memberParams.parse(job.row.params);
  return exportList(job, format, columnsFor(shop, wholePhones), async (page) => {
    const { items, next } = await readMembers(shop, { ...page, ...filters });
    const ids = items.map(({ id }) => id);
    return { items: await inFull(shop.db, ids), next };
  });
};

async function inFull(db: Database, ids: readonly MemberId[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  return query(
    db,
    `SELECT m.id, m.nickname, v.name AS level_name, p.sealed, m.inviter_id, m.joined_at, f.spent_fen, f.completed_orders,
       f.invitees
     FROM members m LEFT JOIN levels v ON v.id = m.level LEFT JOIN member_phones p ON p.member_id = m.id
     LEFT JOIN member_figures f ON f.member_id = m.id
     WHERE m.id IN (?) ORDER BY m.joined_at DESC, m.id DESC`,
    [ids],
    memberRow,
  );
}
