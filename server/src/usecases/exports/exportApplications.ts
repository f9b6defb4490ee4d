import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { percentText } from '@paifan/shared/money/text';
import { APPLICATION_STATE_TEXT, MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import type { ApplicationRow } from '../../db/models/merchants';
import type { Column } from '../../tables/columns';
import type { ShopContext } from '../context';
import type { LongJobRun } from '../longJobs/runningJob';
import { readApplications } from '../merchants/applications';
import { maskedPhone, openApplicationPhone } from '../merchants/phones';
import { exportList } from './exportList';

const columnsFor = (shop: ShopContext): readonly Column<ApplicationRow>[] => [
  { title: '编号', kind: 'text', value: (row) => row.no },
  { title: '名称', kind: 'text', value: (row) => row.name },
  { title: '类型', kind: 'text', value: (row) => MERCHANT_KIND_TEXT[row.kind] },
  { title: '状态', kind: 'text', value: (row) => APPLICATION_STATE_TEXT[row.state] },
  { title: '行业', kind: 'text', value: (row) => row.trade },
  { title: '地区', kind: 'text', value: (row) => row.district },
  { title: '联系人', kind: 'text', value: (row) => row.contactName },
  { title: '手机号', kind: 'text', value: (row) => maskedPhone(openApplicationPhone(shop, row)) },
  { title: '申请抽成', kind: 'text', value: (row) => percentText(row.proposedRatio) },
  { title: '平台提议', kind: 'text', value: (row) => row.offeredRatio && percentText(row.offeredRatio) },
  { title: '未通过理由', kind: 'text', value: (row) => row.reason },
  { title: '商家编号', kind: 'text', value: (row) => row.merchantId },
  { title: '提交时间', kind: 'time', value: (row) => row.submittedAt },
  { title: '审核时间', kind: 'time', value: (row) => row.reviewedAt },
];

/** Who would like to sell here, newest first. */
export const exportApplications: LongJobRun = (shop, job) => {
  const { format, ...filters } = listExportRequests.exportApplications.parse(job.row.params);
  return exportList(job, format, columnsFor(shop), (page) => readApplications(shop, { ...page, ...filters }));
};
