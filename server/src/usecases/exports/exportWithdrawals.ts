import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { WITHDRAWAL_STATE_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import { listWithdrawals, type ListedWithdrawal } from '../adminWallets/withdrawals';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

const COLUMNS: readonly Column<ListedWithdrawal>[] = [
  { title: '提现单号', kind: 'text', value: ({ withdrawal }) => withdrawal.no },
  { title: '会员编号', kind: 'text', value: ({ withdrawal }) => withdrawal.memberId },
  { title: '状态', kind: 'text', value: ({ withdrawal }) => WITHDRAWAL_STATE_TEXT[withdrawal.state] },
  { title: '提现金额', kind: 'yuan', value: ({ withdrawal }) => withdrawal.amountFen },
  { title: '手续费', kind: 'yuan', value: ({ withdrawal }) => withdrawal.feeFen },
  { title: '微信转账单号', kind: 'text', value: ({ withdrawal }) => withdrawal.transferBillNo },
  { title: '失败原因', kind: 'text', value: ({ withdrawal }) => withdrawal.failReason },
  { title: '审核人', kind: 'text', value: ({ withdrawal }) => withdrawal.reviewedBy },
  { title: '审核时间', kind: 'time', value: ({ withdrawal }) => withdrawal.reviewedAt },
  { title: '申请时间', kind: 'time', value: ({ withdrawal }) => withdrawal.requestedAt },
  { title: '结束时间', kind: 'time', value: ({ withdrawal }) => withdrawal.endedAt },
];

/** Withdrawals, by the day on which they were asked for, newest first. */
export const exportWithdrawals: LongJobRun = (shop, job) => {
  const { format, from, to, ...filters } = exportRequests.exportWithdrawals.parse(job.row.params);
  const asked = { ...filters, ...dayBounds(from, to) };
  return exportList(job, format, COLUMNS, (page) => listWithdrawals(shop, { ...page, ...asked }));
};
