import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { REWARD_KINDS } from '@paifan/shared/rebate/rewards/rewards';
import { REWARD_KIND_TEXT, REWARD_STATE_TEXT } from '@paifan/shared/texts/states';
import { countColumn, fenColumn, idColumn, ratioColumn, timeColumn } from '../../db/columns';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';

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

const TABLE: DaysTable<Row> = {
  columns: COLUMNS,
  row: rewardRow,
  from: 'rewards r',
  at: 'r.granted_at',
  select: `r.id, r.kind, r.state, r.member_id, o.member_id AS buyer_id, o.no AS order_no, r.line_no, l.title,
    r.ratio, r.amount_fen, r.granted_at, r.releases_at`,
  joins: `JOIN orders o ON o.id = r.order_id JOIN order_lines l ON l.order_id = r.order_id AND l.line_no =
    r.line_no`,
};

/** Rewards beside the queue, in the order in which they were granted. SPEC section 9. */
export const exportRewards: LongJobRun = ({ db }, job) => {
  const asked = exportRequests.exportRewards.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ...equals('r.state', asked.state),
    ...equals('r.member_id', asked.memberId),
  ]);
};
