import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import type { LongJobRun } from '../longJobs/runningJob';
import { TAKING_FIELDS, TAKING_JOINS, takingRow, type Taking } from '../stores/takings';
import { equals } from './conditions';
import { exportDays, type DaysTable } from './exportDays';
import { ORDER_KIND_WORDS } from './words';

const TABLE: DaysTable<Taking> = {
  columns: [
    { title: '付款时间', kind: 'time', value: (row) => row.paidAt },
    { title: '类型', kind: 'text', value: (row) => ORDER_KIND_WORDS[row.kind] },
    { title: '门店', kind: 'text', value: (row) => row.storeName },
    { title: '订单号', kind: 'text', value: (row) => row.no },
    { title: '金额', kind: 'yuan', value: (row) => row.amountFen },
    { title: '已退', kind: 'yuan', value: (row) => row.refundedFen },
    { title: '给队列', kind: 'yuan', value: (row) => row.contributedFen },
  ],
  row: takingRow,
  from: 'orders o',
  at: 'o.paid_at',
  select: TAKING_FIELDS,
  joins: TAKING_JOINS,
};

/** What was paid at a merchant's stores, a row a payment, in the order of placing. Who paid stays in the shop. */
export const deskExportTakings: LongJobRun = ({ db }, job) => {
  const { storeId, ...asked } = deskExportRequests.deskExportTakings.parse(job.row.params);
  return exportDays(db, job, TABLE, asked, [
    ['o.store_id IN (SELECT own.id FROM stores own WHERE own.merchant_id = ?)', [job.row.merchantId]],
    ...equals('o.store_id', storeId),
  ]);
};
