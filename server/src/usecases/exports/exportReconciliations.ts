import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { listReconciliations, type Reconciliation } from '../reconciliation/reconciliations';
import { exportList } from './exportList';

const COLUMNS: readonly Column<Reconciliation>[] = [
  { title: '日期', kind: 'text', value: (row) => row.day },
  { title: '结果', kind: 'text', value: resultText },
  { title: '差异', kind: 'whole', value: (row) => row.differences },
  { title: '未处理差异', kind: 'whole', value: (row) => row.unresolved },
  { title: '微信账单笔数', kind: 'whole', value: (row) => row.bill_payments },
  { title: '微信账单金额', kind: 'yuan', value: (row) => row.bill_payments_fen },
  { title: '本店记录笔数', kind: 'whole', value: (row) => row.payments },
  { title: '本店记录金额', kind: 'yuan', value: (row) => row.payments_fen },
  { title: '微信退款笔数', kind: 'whole', value: (row) => row.bill_refunds },
  { title: '微信退款', kind: 'yuan', value: (row) => row.bill_refunds_fen },
  { title: '本店退款笔数', kind: 'whole', value: (row) => row.refunds },
  { title: '本店退款', kind: 'yuan', value: (row) => row.refunds_fen },
  { title: '手续费', kind: 'yuan', value: (row) => row.bill_fees_fen },
  { title: '完成时间', kind: 'time', value: (row) => row.finished_at },
];

function resultText({ error, finished_at, unresolved, differences }: Reconciliation): string {
  if (error !== null) return `没有完成：${error}`;
  if (finished_at === null) return '对账中';
  if (unresolved > 0) return '有差异未处理';
  return differences === 0 ? '一致' : '差异已处理';
}

/** Each day against WeChat Pay's trade bill, newest first. */
export const exportReconciliations: LongJobRun = (shop, job) => {
  const { format } = listExportRequests.exportReconciliations.parse(job.row.params);
  return exportList(job, format, COLUMNS, (page) => listReconciliations(shop, page));
};
