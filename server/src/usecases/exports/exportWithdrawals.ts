import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { WITHDRAWAL_STATES } from '@paifan/shared/wallet/withdrawalStates';
import { fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { countRows, equals, where, type Conditions } from './conditions';
import { WITHDRAWAL_STATE_WORDS } from './words';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

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

/** Withdrawals, in the order in which they were asked for. */
export const exportWithdrawals: LongJobRun = async ({ db }, job) => {
  const { format, from, to, state } = exportRequests.exportWithdrawals.parse(job.row.params);
  const { fromTime = new Date(0), toTime = new Date(0) } = dayBounds(from, to);
  const conditions: Conditions = [
    ['requested_at >= ?', [fromTime]],
    ['requested_at < ?', [toTime]],
    ...equals('state', state),
  ];
  const total = await countRows(db, 'withdrawals', conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: COLUMNS, total, pages });
};

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ['id > ?', [last?.id ?? '0']]]);
  return query(
    db,
    `SELECT id, no, member_id, amount_fen, fee_fen, state, transfer_bill_no, fail_reason, reviewed_by, reviewed_at,
       requested_at, ended_at
     FROM withdrawals ${sql} ORDER BY id LIMIT ${ROWS_AT_ONCE}`,
    values,
    withdrawalRow,
  );
}
