import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { PROPOSAL_STATE_TEXT } from '@paifan/shared/texts/states';
import type { ProposalRow } from '../../db/models/proposals';
import type { Column } from '../../tables/columns';
import { readProposals } from '../catalogue/proposals';
import type { LongJobRun } from '../longJobs/runningJob';
import { deskOf } from './deskOf';
import { exportList } from './exportList';

const OF_SHOP: readonly Column<ProposalRow>[] = [
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '申请', kind: 'text', value: (row) => (row.productId === null ? '新商品' : '修改') },
  { title: '商品编号', kind: 'text', value: (row) => row.productId },
  { title: '状态', kind: 'text', value: (row) => PROPOSAL_STATE_TEXT[row.state] },
  { title: '供应商编号', kind: 'text', value: (row) => row.merchantId },
  { title: '提交时间', kind: 'time', value: (row) => row.submittedAt },
  { title: '审核时间', kind: 'time', value: (row) => row.decidedAt },
  { title: '未通过理由', kind: 'text', value: (row) => row.reason },
];

const OF_SUPPLIER: readonly Column<ProposalRow>[] = [
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '申请', kind: 'text', value: (row) => (row.productId === null ? '新商品' : '修改商品') },
  { title: '状态', kind: 'text', value: (row) => PROPOSAL_STATE_TEXT[row.state] },
  { title: '平台的说明', kind: 'text', value: (row) => row.reason },
  { title: '建立时间', kind: 'time', value: (row) => row.createdAt },
  { title: '提交时间', kind: 'time', value: (row) => row.submittedAt },
  { title: '审核时间', kind: 'time', value: (row) => row.decidedAt },
];

/** What suppliers would sell, newest first, without drafts. */
export const exportProposals: LongJobRun = (shop, job) => {
  const { format, ...filters } = listExportRequests.exportProposals.parse(job.row.params);
  return exportList(job, format, OF_SHOP, (page) => readProposals(shop, { ...page, ...filters }));
};

/** What a supplier proposed, and what became of it, newest first. */
export const deskExportProposals: LongJobRun = async (shop, job) => {
  const { format, ...filters } = deskExportRequests.deskExportProposals.parse(job.row.params);
  const { merchantId } = await deskOf(shop, job);
  return exportList(job, format, OF_SUPPLIER, (page) =>
    readProposals(shop, { ...page, ...filters, merchantId }),
  );
};
