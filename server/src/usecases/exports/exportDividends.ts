import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { DIVIDEND_STATE_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import { listDividends, type Dividend } from '../dividends/dividends';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

const COLUMNS: readonly Column<Dividend>[] = [
  { title: '名称', kind: 'text', value: (row) => row.name },
  { title: '状态', kind: 'text', value: (row) => DIVIDEND_STATE_TEXT[row.state] },
  { title: '分红', kind: 'yuan', value: (row) => row.amountFen },
  { title: '上次余下', kind: 'yuan', value: (row) => row.restBeforeFen },
  { title: '发放', kind: 'yuan', value: (row) => row.paidFen },
  { title: '余到下次', kind: 'yuan', value: (row) => row.restAfterFen },
  { title: '会员', kind: 'whole', value: (row) => row.members },
  { title: '发起人', kind: 'text', value: (row) => row.requestedBy.name },
  { title: '发起时间', kind: 'time', value: (row) => row.requestedAt },
  { title: '复核人', kind: 'text', value: (row) => row.decidedBy && row.decidedBy.name },
  { title: '复核时间', kind: 'time', value: (row) => row.decidedAt },
  { title: '复核意见', kind: 'text', value: (row) => row.decisionNote },
];

/** Dividends with both persons, newest first. */
export const exportDividends: LongJobRun = (shop, job) => {
  const { format, ...filters } = listExportRequests.exportDividends.parse(job.row.params);
  return exportList(job, format, COLUMNS, (page) => listDividends(shop, { ...page, ...filters }));
};
