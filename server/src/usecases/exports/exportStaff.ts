import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { STAFF_ROLES } from '@paifan/shared/merchants/permissions';
import type { StaffRow } from '../../db/models/merchants';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { findMerchant } from '../merchants/manageMerchants';
import { readStaff } from '../staff/manageStaff';
import { deskOf } from './deskOf';
import { exportList } from './exportList';
import { yesNo } from './words';

type Columns = readonly Column<StaffRow>[];

const WHO: Columns = [
  { title: '姓名', kind: 'text', value: (row) => row.name },
  { title: '角色', kind: 'text', value: (row) => STAFF_ROLES[row.role].label },
  { title: '登录名', kind: 'text', value: (row) => row.login },
];
const STATE: Columns = [
  { title: '状态', kind: 'text', value: (row) => (row.disabledAt === null ? '可用' : '已停用') },
];
const AT_WECHAT: Columns = [{ title: '小程序', kind: 'text', value: (row) => yesNo(row.memberId !== null) }];
const SINCE: Columns = [{ title: '加入时间', kind: 'time', value: (row) => row.createdAt }];

const forShop = (now: Date): Columns => [
  ...[...WHO, ...STATE],
  { title: '已锁定', kind: 'text', value: (row) => yesNo(row.lockedUntil !== null && row.lockedUntil > now) },
  ...AT_WECHAT,
  { title: '待修改初始密码', kind: 'text', value: (row) => yesNo(row.oneTimeUntil !== null) },
  ...SINCE,
];
const OF_MERCHANT: Columns = [...WHO, ...AT_WECHAT, ...STATE, ...SINCE];

/** Who works at a merchant's desk, newest first. */
export const exportStaff: LongJobRun = async (shop, job) => {
  const { format, merchantId } = listExportRequests.exportStaff.parse(job.row.params);
  const { id } = await findMerchant(shop.db, merchantId);
  return exportList(job, format, forShop(shop.clock.now()), (page) => readStaff(shop, id, page));
};

/** The same for its own desk. */
export const deskExportStaff: LongJobRun = async (shop, job) => {
  const { format } = deskExportRequests.deskExportStaff.parse(job.row.params);
  const { merchantId } = await deskOf(shop, job);
  return exportList(job, format, OF_MERCHANT, (page) => readStaff(shop, merchantId, page));
};
