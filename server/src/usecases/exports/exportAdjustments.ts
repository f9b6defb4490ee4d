import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { ADJUSTMENT_STATE_TEXT, ADJUSTABLE_TEXT } from '@paifan/shared/texts/states';
import { ADJUSTABLE, ADJUSTMENT_STATES } from '@paifan/shared/wallet/adjustments';
import { fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';

const adjustmentRow = z.object({
  id: idColumn,
  member_id: idColumn,
  balance: z.enum(ADJUSTABLE),
  amount: fenColumn,
  reason: z.string(),
  state: z.enum(ADJUSTMENT_STATES),
  requested_by: z.string(),
  requested_at: timeColumn,
  decided_by: z.string().nullable(),
  decided_at: timeColumn.nullable(),
  decision_note: z.string().nullable(),
});
type Row = z.output<typeof adjustmentRow>;

const COLUMNS: readonly Column<Row>[] = [
  { title: '会员编号', kind: 'text', value: (row) => row.member_id },
  { title: '调什么', kind: 'text', value: (row) => ADJUSTABLE_TEXT[row.balance] },
  { title: '数额（增为正）', kind: 'hundredths', value: (row) => row.amount },
  { title: '理由', kind: 'text', value: (row) => row.reason },
  { title: '状态', kind: 'text', value: (row) => ADJUSTMENT_STATE_TEXT[row.state] },
  { title: '申请人', kind: 'text', value: (row) => row.requested_by },
  { title: '申请时间', kind: 'time', value: (row) => row.requested_at },
  { title: '复核人', kind: 'text', value: (row) => row.decided_by },
  { title: '复核时间', kind: 'time', value: (row) => row.decided_at },
  { title: '复核意见', kind: 'text', value: (row) => row.decision_note },
];

const TABLE: DaysTable<Row> = {
  columns: COLUMNS,
  row: adjustmentRow,
  from: 'adjustments a',
  at: 'a.requested_at',
  select: `a.id, a.member_id, a.balance, a.amount, a.reason, a.state, asked.name AS requested_by,
    a.requested_at, decided.name AS decided_by, a.decided_at, a.decision_note`,
  joins: `JOIN operators asked ON asked.id = a.requested_by_id LEFT JOIN operators decided ON decided.id =
    a.decided_by_id`,
};

/** Adjustments of balances with both persons, in the order in which they were asked for. */
export const exportAdjustments: LongJobRun = ({ db }, job) => {
  const asked = exportRequests.exportAdjustments.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ...equals('a.state', asked.state),
    ...equals('a.member_id', asked.memberId),
  ]);
};
