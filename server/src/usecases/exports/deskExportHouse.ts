import { z } from 'zod';
import { percentText } from '@paifan/shared/client/moneyText';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import { STAFF_ROLE_NAMES, STAFF_ROLES } from '@paifan/shared/merchants/permissions';
import { idColumn, ratioColumn, timeColumn } from '../../db/columns';
import type { LongJobRun } from '../longJobs/runningJob';
import { exportWhole, type WholeTable } from './exportDays';

/* A merchant's house as tables: its stores, and who works there. */

const storeRow = z.object({
  id: idColumn,
  name: z.string(),
  trade: z.string(),
  district: z.string(),
  address: z.string(),
  opening_hours: z.string(),
  phone: z.string(),
  commission_ratio: ratioColumn,
  created_at: timeColumn,
});

const STORES: WholeTable<z.output<typeof storeRow>> = {
  columns: [
    { title: '门店编号', kind: 'text', value: (row) => row.id },
    { title: '门店', kind: 'text', value: (row) => row.name },
    { title: '行业', kind: 'text', value: (row) => row.trade },
    { title: '地区', kind: 'text', value: (row) => row.district },
    { title: '地址', kind: 'text', value: (row) => row.address },
    { title: '营业时间', kind: 'text', value: (row) => row.opening_hours },
    { title: '电话', kind: 'text', value: (row) => row.phone },
    { title: '平台抽成', kind: 'text', value: (row) => percentText(row.commission_ratio) },
    { title: '开设时间', kind: 'time', value: (row) => row.created_at },
  ],
  row: storeRow,
  from: 'stores s',
  select:
    's.id, s.name, s.trade, s.district, s.address, s.opening_hours, s.phone, s.commission_ratio, s.created_at',
  joins: '',
};

/** A merchant's stores, in the order of opening. */
export const deskExportStores: LongJobRun = ({ db }, job) => {
  const { format } = deskExportRequests.deskExportStores.parse(job.row.params);
  return exportWhole(db, job, STORES, format, [['s.merchant_id = ?', [job.row.merchantId]]]);
};

const staffRow = z.object({
  id: idColumn,
  name: z.string(),
  role: z.enum(STAFF_ROLE_NAMES),
  login: z.string().nullable(),
  member_id: idColumn.nullable(),
  disabled_at: timeColumn.nullable(),
  created_at: timeColumn,
});

const STAFF: WholeTable<z.output<typeof staffRow>> = {
  columns: [
    { title: '姓名', kind: 'text', value: (row) => row.name },
    { title: '角色', kind: 'text', value: (row) => STAFF_ROLES[row.role].label },
    { title: '登录名', kind: 'text', value: (row) => row.login },
    { title: '小程序', kind: 'text', value: (row) => (row.member_id === null ? '否' : '是') },
    { title: '状态', kind: 'text', value: (row) => (row.disabled_at === null ? '可用' : '已停用') },
    { title: '加入时间', kind: 'time', value: (row) => row.created_at },
  ],
  row: staffRow,
  from: 'staff f',
  select: 'f.id, f.name, f.role, f.login, f.member_id, f.disabled_at, f.created_at',
  joins: '',
};

/** Who works at a merchant's desk, in the order of coming. */
export const deskExportStaff: LongJobRun = ({ db }, job) => {
  const { format } = deskExportRequests.deskExportStaff.parse(job.row.params);
  return exportWhole(db, job, STAFF, format, [['f.merchant_id = ?', [job.row.merchantId]]]);
};
