import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { REWARD_KINDS } from '@paifan/shared/rebate/rewards/rewards';
import { REWARD_KIND_TEXT, REWARD_STATE_TEXT } from '@paifan/shared/texts/states';
import { countColumn, fenColumn, idColumn, ratioColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { countRows, equals, where, type Conditions } from './conditions';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

const rewardRow = z.object({
  id: idColumn,
  kind: z.enum(REWARD_KINDS),
  state: z.enum(['frozen', 'released', 'cancelled']),
  member_id: idColumn,
  buyer_id: idColumn,
  order_no: z.string(),
  line_no: countColumn,
  title: z.string(),
  ratio: ratioColumn,
  amount_fen: fenColumn,
  granted_at: timeColumn,
  releases_at: timeColumn.nullable(),
});
type Row = z.output<typeof rewardRow>;

const COLUMNS: readonly Column<Row>[] = [
  { title: '奖励', kind: 'text', value: (row) => REWARD_KIND_TEXT[row.kind] },
  { title: '状态', kind: 'text', value: (row) => REWARD_STATE_TEXT[row.state] },
  { title: '得奖会员编号', kind: 'text', value: (row) => row.member_id },
  { title: '买家会员编号', kind: 'text', value: (row) => row.buyer_id },
  { title: '订单号', kind: 'text', value: (row) => row.order_no },
  { title: '行号', kind: 'whole', value: (row) => row.line_no },
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '比例', kind: 'text', value: (row) => row.ratio },
  { title: '金额', kind: 'yuan', value: (row) => row.amount_fen },
  { title: '产生时间', kind: 'time', value: (row) => row.granted_at },
  { title: '转入可用时间', kind: 'time', value: (row) => row.releases_at },
];

/** Rewards beside the queue, in the order in which they were granted. SPEC section 9. */
export const exportRewards: LongJobRun = async ({ db }, job) => {
  const { format, from, to, state, memberId } = exportRequests.exportRewards.parse(job.row.params);
  const { fromTime = new Date(0), toTime = new Date(0) } = dayBounds(from, to);
  const conditions: Conditions = [
    ['r.granted_at >= ?', [fromTime]],
    ['r.granted_at < ?', [toTime]],
    ...equals('r.state', state),
    ...equals('r.member_id', memberId),
  ];
  const total = await countRows(db, 'rewards r', conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: COLUMNS, total, pages });
};

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ['r.id > ?', [last?.id ?? '0']]]);
  return query(
    db,
    `SELECT r.id, r.kind, r.state, r.member_id, o.member_id AS buyer_id, o.no AS order_no, r.line_no, l.title, r.ratio, r.amount_fen,
       r.granted_at, r.releases_at
     FROM rewards r JOIN orders o ON o.id = r.order_id
     JOIN order_lines l ON l.order_id = r.order_id AND l.line_no = r.line_no
     ${sql} ORDER BY r.id LIMIT ${ROWS_AT_ONCE}`,
    values,
    rewardRow,
  );
}
