import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { AFTER_SALE_REASONS } from '@paifan/shared/orders/afterSale';
import { AFTER_SALE_KIND_TEXT, AFTER_SALE_STATE_TEXT } from '@paifan/shared/texts/states';
import type { Column } from '../../tables/columns';
import { listAfterSales } from '../adminAfterSales/readAfterSales';
import type { AfterSaleInShort } from '../afterSale/readAfterSales';
import { listDeskAfterSales, type DeskAfterSaleInShort } from '../deskAfterSales/readDeskAfterSales';
import { dayBounds } from '../lists';
import type { LongJobRun } from '../longJobs/runningJob';
import { deskOf } from './deskOf';
import { exportList } from './exportList';

type Columns = readonly Column<AfterSaleInShort>[];

const WHICH: Columns = [
  { title: '售后单号', kind: 'text', value: ({ afterSale }) => afterSale.no },
  { title: '方式', kind: 'text', value: ({ afterSale }) => AFTER_SALE_KIND_TEXT[afterSale.kind] },
  { title: '状态', kind: 'text', value: ({ afterSale }) => AFTER_SALE_STATE_TEXT[afterSale.state] },
  { title: '订单号', kind: 'text', value: ({ orderNo }) => orderNo },
];
const GOODS: Columns = [
  { title: '商品', kind: 'text', value: ({ title }) => title },
  { title: '规格', kind: 'text', value: ({ skuName }) => skuName },
  { title: '退货件数', kind: 'whole', value: ({ afterSale }) => afterSale.quantity },
];
const AMOUNT: Columns = [{ title: '金额', kind: 'yuan', value: ({ afterSale }) => afterSale.amountFen }];
const COURSE: Columns = [
  { title: '原因', kind: 'text', value: ({ afterSale }) => AFTER_SALE_REASONS[afterSale.reason] },
  { title: '答复', kind: 'text', value: ({ afterSale }) => afterSale.answer },
  { title: '申请时间', kind: 'time', value: ({ afterSale }) => afterSale.requestedAt },
  { title: '结束时间', kind: 'time', value: ({ afterSale }) => afterSale.endedAt },
];

const OF_SHOP: Columns = [
  ...WHICH,
  { title: '会员编号', kind: 'text', value: ({ afterSale }) => afterSale.memberId },
  ...[...GOODS, ...AMOUNT, ...COURSE],
];
/** Who asks stays in the shop. */
const OF_STORE: readonly Column<DeskAfterSaleInShort>[] = [
  ...WHICH,
  { title: '门店', kind: 'text', value: ({ storeName }) => storeName },
  ...[...GOODS, ...AMOUNT, ...COURSE],
];
/** What its goods were sold for is the platform's. */
const OF_SUPPLIER: Columns = [...WHICH, ...GOODS, ...COURSE];

/** Requests for money or goods back, by the day on which they were made, newest first. */
export const exportAfterSales: LongJobRun = (shop, job) => {
  const { format, from, to, ...filters } = exportRequests.exportAfterSales.parse(job.row.params);
  const asked = { ...filters, ...dayBounds(from, to) };
  return exportList(job, format, OF_SHOP, (page) => listAfterSales(shop, { ...page, ...asked }));
};

/** Those about a merchant's own lines. */
export const deskExportAfterSales: LongJobRun = async (shop, job) => {
  const { format, from, to, ...filters } = deskExportRequests.deskExportAfterSales.parse(job.row.params);
  const desk = await deskOf(shop, job);
  const columns = desk.merchantKind === 'store' ? OF_STORE : OF_SUPPLIER;
  const asked = { ...filters, ...dayBounds(from, to) };
  return exportList(job, format, columns, (page) => listDeskAfterSales(shop, desk, { ...page, ...asked }));
};
