import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { ORDER_KIND_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { listTakings, storesOf, type Taking } from '../stores/takings';
import { deskOf } from './deskOf';
import { exportList } from './exportList';

const COLUMNS: readonly Column<Taking>[] = [
  { title: '付款时间', kind: 'time', value: (row) => row.paidAt },
  { title: '类型', kind: 'text', value: (row) => ORDER_KIND_TEXT[row.kind] },
  { title: '门店', kind: 'text', value: (row) => row.storeName },
  { title: '订单号', kind: 'text', value: (row) => row.no },
  { title: '金额', kind: 'yuan', value: (row) => row.amountFen },
  { title: '已退', kind: 'yuan', value: (row) => row.refundedFen },
  { title: '给队列', kind: 'yuan', value: (row) => row.contributedFen },
];

/** What was paid at a merchant's stores, a row a payment, newest first. Who paid stays in the shop. */
export const deskExportTakings: LongJobRun = async (shop, job) => {
  const { format, from, to, storeId } = deskExportRequests.deskExportTakings.parse(job.row.params);
  const { merchantId } = await deskOf(shop, job);
  const stores = await storesOf(shop.db, merchantId, storeId);
  const days = dayBounds(from, to);
  return exportList(job, format, COLUMNS, (page) => listTakings(shop.db, stores, { ...page, ...days }));
};
