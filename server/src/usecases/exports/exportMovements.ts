import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { fen } from '@paifan/shared/money/fen';
import { movementText } from '@paifan/shared/texts/movements';
import type { Column } from '../../tables/columns';
import { readStatement, type StatementItem } from '../finance/accountStatement';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

const COLUMNS: readonly Column<StatementItem>[] = [
  { title: '时间', kind: 'time', value: (row) => row.at },
  { title: '事由', kind: 'text', value: (row) => movementText(row.event) },
  { title: '变动', kind: 'hundredths', value: (row) => fen(row.amount) },
  { title: '之后', kind: 'hundredths', value: (row) => fen(row.balanceAfter) },
  { title: '订单', kind: 'text', value: (row) => row.orderNo },
  { title: '凭证键', kind: 'text', value: (row) => row.key },
];

/** The movements of one account, a member's or the shop's, newest first, with the balance after each. */
export const exportMovements: LongJobRun = (shop, job) => {
  const { format, account } = listExportRequests.exportMovements.parse(job.row.params);
  return exportList(job, format, COLUMNS, (page) => readStatement(shop, { ...page, account }));
};
