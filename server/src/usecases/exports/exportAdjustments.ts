import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { ADJUSTMENT_STATE_TEXT, ADJUSTABLE_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import { listAdjustments, type Adjustment } from '../adjustments/adjustments';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

const COLUMNS: readonly Column<Adjustment>[] = [
  { title: '会员编号', kind: 'text', value: (row) => row.member.id },
  { title: '调什么', kind: 'text', value: (row) => ADJUSTABLE_TEXT[row.balance] },
  { title: '数额（增为正）', kind: 'hundredths', value: (row) => row.amount },
  { title: '理由', kind: 'text', value: (row) => row.reason },
  { title: '状态', kind: 'text', value: (row) => ADJUSTMENT_STATE_TEXT[row.state] },
  { title: '申请人', kind: 'text', value: (row) => row.requestedBy.name },
  { title: '申请时间', kind: 'time', value: (row) => row.requestedAt },
  { title: '复核人', kind: 'text', value: (row) => row.decidedBy && row.decidedBy.name },
  { title: '复核时间', kind: 'time', value: (row) => row.decidedAt },
  { title: '复核意见', kind: 'text', value: (row) => row.decisionNote },
];

/** Adjustments of balances with both persons, by the day on which they were asked for, newest first. */
export const exportAdjustments: LongJobRun = (shop, job) => {
  const { format, from, to, ...filters } = exportRequests.exportAdjustments.parse(job.row.params);
  const asked = { ...filters, ...dayBounds(from, to) };
  return exportList(job, format, COLUMNS, (page) => listAdjustments(shop, { ...page, ...asked }));
};
