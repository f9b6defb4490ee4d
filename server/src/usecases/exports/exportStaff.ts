import { listExportRequests } from '@paifan/shared/contract/adminListExports';
import { STAFF_ROLES } from '@paifan/shared/merchants/permissions';
import type { StaffRow } from '../../db/models/merchants';
import type { Column } from '../../tables/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { findMerchant } from '../merchants/manageMerchants';
import { readStaff } from '../staff/manageStaff';
import { exportList } from './exportList';
import { yesNo } from './words';

const columnsAt = (now: Date): readonly Column<StaffRow>[] => [
  { title: '姓名', kind: 'text', value: (row) => row.name },
  { title: '角色', kind: 'text', value: (row) => STAFF_ROLES[row.role].label },
  { title: '登录名', kind: 'text', value: (row) => row.login },
  { title: '状态', kind: 'text', value: (row) => (row.disabledAt === null ? '可用' : '已停用') },
  { title: '已锁定', kind: 'text', value: (row) => yesNo(row.lockedUntil !== null && row.lockedUntil > now) },
  { title: '小程序', kind: 'text', value: (row) => yesNo(row.memberId !== null) },
  { title: '待修改初始密码', kind: 'text', value: (row) => yesNo(row.oneTimeUntil !== null) },
  { title: '加入时间', kind: 'time', value: (row) => row.createdAt },
];

/** Who works at a merchant's desk, newest first. */
export const exportStaff: LongJobRun = async (shop, job) => {
  const { format, merchantId } = listExportRequests.exportStaff.parse(job.row.params);
  const { id } = await findMerchant(shop.db, merchantId);
  return exportList(job, format, columnsAt(shop.clock.now()), (page) => readStaff(shop, id, page));
};
