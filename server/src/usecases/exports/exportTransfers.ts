import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { ASSET_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import { listTransfers, type ListedTransfer } from '../adminWallets/transfers';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

const COLUMNS: readonly Column<ListedTransfer>[] = [
  { title: '时间', kind: 'time', value: ({ transfer }) => transfer.at },
  { title: '转出会员编号', kind: 'text', value: ({ from }) => from.id },
  { title: '转出会员', kind: 'text', value: ({ from }) => from.nickname },
  { title: '转入会员编号', kind: 'text', value: ({ to }) => to.id },
  { title: '转入会员', kind: 'text', value: ({ to }) => to.nickname },
  { title: '资产', kind: 'text', value: ({ transfer }) => ASSET_TEXT[transfer.balance] },
  { title: '数量', kind: 'hundredths', value: ({ transfer }) => transfer.amount },
];

/** What members handed to each other, newest first. */
export const exportTransfers: LongJobRun = (shop, job) => {
  const { format, ...filters } = listExportRequests.exportTransfers.parse(job.row.params);
  return exportList(job, format, COLUMNS, (page) => listTransfers(shop, { ...page, ...filters }));
};
