import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { PAYOUT_METHODS } from '@paifan/shared/merchants/payablePayouts';
import { MERCHANT_PAYOUT_STATE_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { listPayouts, withOperators, type MerchantPayout, type NamedPayout } from '../payables/payouts';
import { deskOf } from './deskOf';
import { exportList } from './exportList';

type Columns = readonly Column<MerchantPayout>[];

const NO: Columns = [{ title: '结算单号', kind: 'text', value: (row) => row.no }];
const WHAT: Columns = [
  { title: '状态', kind: 'text', value: (row) => MERCHANT_PAYOUT_STATE_TEXT[row.state] },
  { title: '金额', kind: 'yuan', value: (row) => row.amountFen },
  { title: '日结天数', kind: 'whole', value: (row) => row.days },
  { title: '首日', kind: 'text', value: (row) => row.fromDay },
  { title: '末日', kind: 'text', value: (row) => row.untilDay },
];
const REQUESTED: Columns = [{ title: '申请时间', kind: 'time', value: (row) => row.requestedAt }];
const END: Columns = [
  { title: '结束时间', kind: 'time', value: (row) => row.endedAt },
  { title: '转账单号', kind: 'text', value: (row) => row.reference },
  { title: '说明', kind: 'text', value: (row) => row.note },
];

/** With the persons, and without the account. */
const OF_SHOP: readonly Column<NamedPayout>[] = [
  ...NO,
  { title: '商家编号', kind: 'text', value: (row) => row.merchantId },
  { title: '商家', kind: 'text', value: (row) => row.merchantName },
  ...WHAT,
  { title: '申请人', kind: 'text', value: (row) => row.requestedBy.name },
  ...REQUESTED,
  { title: '复核人', kind: 'text', value: (row) => row.decidedBy && row.decidedBy.name },
  { title: '复核时间', kind: 'time', value: (row) => row.decidedAt },
  ...END,
];

/** Who of the platform did it is the platform's. Of its account a merchant reads what its list shows. */
const OF_MERCHANT: Columns = [
  ...[...NO, ...WHAT],
  { title: '收款方', kind: 'text', value: (row) => row.bankName ?? PAYOUT_METHODS[row.method].label },
  { title: '账号尾号', kind: 'text', value: (row) => row.accountHint },
  ...[...REQUESTED, ...END],
];

/** Payouts to merchants, by the day on which they were asked for, newest first; without the account that they went to. */
export const exportMerchantPayouts: LongJobRun = (shop, job) => {
  const { format, from, to, ...filters } = exportRequests.exportMerchantPayouts.parse(job.row.params);
  const asked = { ...filters, ...dayBounds(from, to) };
  return exportList(job, format, OF_SHOP, async (page) => {
    const { items, next } = await listPayouts(shop.db, { ...page, ...asked });
    return { items: await withOperators(shop, items), next };
  });
};

/** Those to one merchant. */
export const deskExportPayouts: LongJobRun = async (shop, job) => {
  const { format, from, to } = deskExportRequests.deskExportPayouts.parse(job.row.params);
  const { merchantId } = await deskOf(shop, job);
  const asked = { merchantId, ...dayBounds(from, to) };
  return exportList(job, format, OF_MERCHANT, (page) => listPayouts(shop.db, { ...page, ...asked }));
};
