import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { WITHDRAWAL_STATES } from '@paifan/shared/wallet/withdrawalStates';
import { fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';
import { WITHDRAWAL_STATE_WORDS } from './words';

const withdrawalRow = z.object({
  id: idColumn,
  no: z.string(),
  member_id: idColumn,
  amount_fen: fenColumn,
  fee_fen: fenColumn,
  state: z.enum(WITHDRAWAL_STATES),
  transfer_bill_no: z.string().nullable(),
  fail_reason: z.string().nullable(),
  reviewed_by: z.string().nullable(),
  reviewed_at: timeColumn.nullable(),
  requested_at: timeColumn,
  ended_at: timeColumn.nullable(),
});
type Row = z.output<typeof withdrawalRow>;

const COLUMNS: readonly Column<Row>[] = [
  { title: '提现单号', kind: 'text', value: (row) => row.no },
  { title: '会员编号', kind: 'text', value: (row) => row.member_id },
  { title: '状态', kind: 'text', value: (row) => WITHDRAWAL_STATE_WORDS[row.state] },
  { title: '提现金额', kind: 'yuan', value: (row) => row.amount_fen },
  { title: '手续费', kind: 'yuan', value: (row) => row.fee_fen },
  { title: '微信转账单号', kind: 'text', value: (row) => row.transfer_bill_no },
  { title: '失败原因', kind: 'text', value: (row) => row.fail_reason },
  { title: '审核人', kind: 'text', value: (row) => row.reviewed_by },
  { title: '审核时间', kind: 'time', value: (row) => row.reviewed_at },
  { title: '申请时间', kind: 'time', value: (row) => row.requested_at },
  { title: '结束时间', kind: 'time', value: (row) => row.ended_at },
];

const TABLE: DaysTable<Row> = {
  columns: COLUMNS,
  row: withdrawalRow,
  from: 'withdrawals w',
  at: 'w.requested_at',
  select: `w.id, w.no, w.member_id, w.amount_fen, w.fee_fen, w.state, w.transfer_bill_no, w.fail_reason,
    w.reviewed_by, w.reviewed_at, w.requested_at, w.ended_at`,
  joins: '',
};

/** Withdrawals, in the order in which they were asked for. */
export const exportWithdrawals: LongJobRun = ({ db }, job) => {
  const asked = exportRequests.exportWithdrawals.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [...equals('w.state', asked.state)]);
};
