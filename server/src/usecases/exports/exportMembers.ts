import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { memberId } from '@paifan/shared/ids/ids';
import { maskPhone } from '@paifan/shared/members/phone';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import type { ShopContext } from '../context';
import type { LongJobRun } from '../longJobs/runningJob';
import { openPhone } from '../members/phones';
import { countRows, equals, where, type Conditions } from './conditions';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

/** What the request of an export of members is kept as: whether its operator may read whole numbers is judged when it is asked for. */
export const memberParams = exportRequests.exportMembers.extend({ wholePhones: z.boolean() });

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

/** Members, in order of joining. */
export const exportMembers: LongJobRun = async (shop, job) => {
  const { db } = shop;
  const { format, level, wholePhones } = memberParams.parse(job.row.params);
  const conditions = equals('m.level', level);
  const total = await countRows(db, 'members m', conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: columnsFor(shop, wholePhones), total, pages });
};

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ['m.id > ?', [last?.id ?? '0']]]);
  return query(
    db,
    `SELECT m.id, m.nickname, v.name AS level_name, p.sealed, m.inviter_id, m.joined_at, f.spent_fen, f.completed_orders,
       f.invitees
     FROM members m LEFT JOIN levels v ON v.id = m.level LEFT JOIN member_phones p ON p.member_id = m.id
     LEFT JOIN member_figures f ON f.member_id = m.id
     ${sql} ORDER BY m.id LIMIT ${ROWS_AT_ONCE}`,
    values,
    memberRow,
  );
}
