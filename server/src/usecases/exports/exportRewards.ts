import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { REWARD_KIND_TEXT, REWARD_STATE_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import { readOrderRewards, type OrderReward } from '../growth/readRewards';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportList } from './exportList';

const COLUMNS: readonly Column<OrderReward>[] = [
  { title: '奖励', kind: 'text', value: (row) => REWARD_KIND_TEXT[row.kind] },
  { title: '状态', kind: 'text', value: (row) => REWARD_STATE_TEXT[row.state] },
  { title: '得奖会员编号', kind: 'text', value: (row) => row.memberId },
  { title: '买家会员编号', kind: 'text', value: (row) => row.buyerId },
  { title: '订单号', kind: 'text', value: (row) => row.orderNo },
  { title: '行号', kind: 'whole', value: (row) => row.lineNo + 1 },
  { title: '商品', kind: 'text', value: (row) => row.title },
  { title: '比例', kind: 'text', value: (row) => row.ratio },
  { title: '金额', kind: 'yuan', value: (row) => row.amountFen },
  { title: '产生时间', kind: 'time', value: (row) => row.grantedAt },
  { title: '转入可用时间', kind: 'time', value: (row) => row.releasesAt },
];

/** Rewards beside the queue, by the day on which they were granted, newest first. SPEC section 9. */
export const exportRewards: LongJobRun = (shop, job) => {
  const { format, from, to, ...filters } = exportRequests.exportRewards.parse(job.row.params);
  const asked = { ...filters, ...dayBounds(from, to) };
  return exportList(job, format, COLUMNS, (page) => readOrderRewards(shop, asked, page));
};
