import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { DIFFERENCES } from '@paifan/shared/reconciliation/differences';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { listDifferences, type ListedDifference } from '../reconciliation/reconciliations';
import { exportList } from './exportList';

const COLUMNS: readonly Column<ListedDifference>[] = [
  { title: '日期', kind: 'text', value: (row) => row.day },
  { title: '差异', kind: 'text', value: (row) => DIFFERENCES[row.kind].label },
  { title: '订单', kind: 'text', value: (row) => row.order_no },
  { title: '商户单号', kind: 'text', value: (row) => row.reference },
  { title: '微信金额', kind: 'yuan', value: (row) => row.bill_fen },
  { title: '微信状态', kind: 'text', value: (row) => row.bill_state },
  { title: '本店金额', kind: 'yuan', value: (row) => row.shop_fen },
  { title: '本店状态', kind: 'text', value: (row) => row.shop_state },
  { title: '怎么办', kind: 'text', value: (row) => DIFFERENCES[row.kind].remedy },
  { title: '处理结果', kind: 'text', value: (row) => row.note },
  { title: '处理人', kind: 'text', value: (row) => row.resolvedBy && row.resolvedBy.name },
  { title: '处理时间', kind: 'time', value: (row) => row.resolved_at },
];

/** What differs between the bills and the shop, newest first. */
export const exportDifferences: LongJobRun = (shop, job) => {
  const { format, ...filters } = listExportRequests.exportDifferences.parse(job.row.params);
  return exportList(job, format, COLUMNS, (page) => listDifferences(shop, { ...page, ...filters }));
};
