import { z } from 'zod';
import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { percentText } from '@paifan/shared/money/text';
import { MERCHANT_KIND_TEXT } from '@paifan/shared/texts/states';
import type { MerchantRow } from '../../db/models/merchants';
import type { Column } from '../../tables/columns';
import type { ShopContext } from '../context';
import type { LongJobRun } from '../longJobs/runningJob';
import { readMerchants } from '../merchants/manageMerchants';
import { maskedPhone, openMerchantPhone } from '../merchants/phones';
import { exportList } from './exportList';

/** What the request is kept as: whether its operator may export whole phone numbers is judged when it is asked for. */
const params = listExportRequests.exportMerchants.extend({ wholePhones: z.boolean() });

const columnsFor = (shop: ShopContext, wholePhones: boolean): readonly Column<MerchantRow>[] => [
  { title: '编号', kind: 'text', value: (row) => row.id },
  { title: '名称', kind: 'text', value: (row) => row.name },
  { title: '类型', kind: 'text', value: (row) => MERCHANT_KIND_TEXT[row.kind] },
  { title: '状态', kind: 'text', value: (row) => (row.suspendedAt === null ? '正常' : '已停业') },
  { title: '停业理由', kind: 'text', value: (row) => row.suspendReason },
  {
    title: '平台抽成',
    kind: 'text',
    value: (row) => (row.kind === 'supplier' ? '按供货价' : percentText(row.commissionRatio)),
  },
  { title: '合同首日', kind: 'text', value: (row) => row.contractFrom },
  { title: '合同末日', kind: 'text', value: (row) => row.contractUntil },
  { title: '联系人', kind: 'text', value: (row) => row.contactName },
  {
    title: '手机号',
    kind: 'text',
    value: (row) => {
      const phone = openMerchantPhone(shop, row);
      return wholePhones ? phone : maskedPhone(phone);
    },
  },
  { title: '招商人会员编号', kind: 'text', value: (row) => row.recruiterId },
  { title: '入驻时间', kind: 'time', value: (row) => row.createdAt },
];

/** Who sells here beside the shop itself, newest first; without the accounts that they are paid to. */
export const exportMerchants: LongJobRun = (shop, job) => {
  const { format, wholePhones, ...filters } = params.parse(job.row.params);
  return exportList(job, format, columnsFor(shop, wholePhones), (page) =>
    readMerchants(shop, { ...page, ...filters }),
  );
};
