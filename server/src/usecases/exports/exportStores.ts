import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { percentText } from '@paifan/shared/money/text';
import type { StoreRow } from '../../db/models/catalogue';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { readAllStores } from '../stores/manageStores';
import { sellersAmong } from '../stores/selling';
import { deskOf } from './deskOf';
import { exportList } from './exportList';

interface Row {
  readonly store: StoreRow;
  readonly sells: boolean;
}

const OF_SHOP: readonly Column<Row>[] = [
  { title: '编号', kind: 'text', value: ({ store }) => store.id },
  { title: '名称', kind: 'text', value: ({ store }) => store.name },
  { title: '行业', kind: 'text', value: ({ store }) => store.trade },
  { title: '地区', kind: 'text', value: ({ store }) => store.district },
  { title: '地址', kind: 'text', value: ({ store }) => store.address },
  { title: '商家编号（空为自营）', kind: 'text', value: ({ store }) => store.merchantId },
  { title: '接单', kind: 'text', value: ({ sells }) => (sells ? '接单中' : '不接单') },
  { title: '平台抽成', kind: 'text', value: ({ store }) => percentText(store.commissionRatio) },
  { title: '线上单独设置（项）', kind: 'whole', value: ({ store }) => Object.keys(store.rebate).length },
  { title: '收银台单独设置（项）', kind: 'whole', value: ({ store }) => Object.keys(store.cashier).length },
  { title: '招商人会员编号', kind: 'text', value: ({ store }) => store.recruiterId },
  { title: '开店时间', kind: 'time', value: ({ store }) => store.createdAt },
];

const OF_MERCHANT: readonly Column<StoreRow>[] = [
  { title: '门店编号', kind: 'text', value: (row) => row.id },
  { title: '门店', kind: 'text', value: (row) => row.name },
  { title: '行业', kind: 'text', value: (row) => row.trade },
  { title: '地区', kind: 'text', value: (row) => row.district },
  { title: '地址', kind: 'text', value: (row) => row.address },
  { title: '营业时间', kind: 'text', value: (row) => row.openingHours },
  { title: '电话', kind: 'text', value: (row) => row.phone },
  { title: '平台抽成', kind: 'text', value: (row) => percentText(row.commissionRatio) },
  { title: '开设时间', kind: 'time', value: (row) => row.createdAt },
];

/** Stores, newest first, those that take no orders too. */
export const exportStores: LongJobRun = (shop, job) => {
  const { format, ...filters } = listExportRequests.exportStores.parse(job.row.params);
  return exportList(job, format, OF_SHOP, async (page) => {
    const { items, next } = await readAllStores(shop, { ...page, ...filters });
    const merchants = items.flatMap(({ merchantId }) => merchantId ?? []);
    const sellers = await sellersAmong(shop.db, [...new Set(merchants)], shop.clock.now());
    const sells = ({ merchantId }: StoreRow) => merchantId === null || sellers.has(merchantId);
    return { items: items.map((store) => ({ store, sells: sells(store) })), next };
  });
};

/** A merchant's own. */
export const deskExportStores: LongJobRun = async (shop, job) => {
  const { format } = deskExportRequests.deskExportStores.parse(job.row.params);
  const { merchantId } = await deskOf(shop, job);
  return exportList(job, format, OF_MERCHANT, (page) => readAllStores(shop, { ...page, merchantId }));
};
