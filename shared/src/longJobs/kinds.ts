import type { Permission } from '../operators/permissions';

/* Work that takes longer than a request may: it is asked for, told of while it runs, and leaves a file or a finding. */

export const LONG_JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type LongJobState = (typeof LONG_JOB_STATES)[number];

export const TABLE_FORMAT_NAMES = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMAT_NAMES)[number];

/** A kind of long job: its name in the console, what its progress counts, and what an operator must be allowed to ask for it and to have its file. */
export interface LongJobRow {
  readonly label: string;
  readonly unit: '行' | '个商品' | '天';
  readonly permission: Permission;
}

// prettier-ignore
/** Every kind of long job, once. */
export const LONG_JOBS = {
  exportOrders: { label: '导出订单', unit: '行', permission: 'orders.read' },
  exportOrderLines: { label: '导出订单明细', unit: '行', permission: 'orders.read' },
  exportMembers: { label: '导出会员', unit: '行', permission: 'members.read' },
  exportProducts: { label: '导出商品', unit: '行', permission: 'catalogue.read' },
  exportJournals: { label: '导出账目', unit: '行', permission: 'money.read' },
  exportWithdrawals: { label: '导出提现', unit: '行', permission: 'money.read' },
  exportEntries: { label: '导出排队记录', unit: '行', permission: 'queues.read' },
  checkProducts: { label: '检查商品表', unit: '个商品', permission: 'catalogue.write' },
  importProducts: { label: '导入商品', unit: '个商品', permission: 'catalogue.write' },
  reportDays: { label: '经营日报', unit: '行', permission: 'reports.read' },
  simulation: { label: '模拟', unit: '天', permission: 'settings.read' },
} as const satisfies Record<string, LongJobRow>;

export type LongJobKindName = keyof typeof LONG_JOBS;
export const LONG_JOB_KINDS = Object.keys(LONG_JOBS) as [LongJobKindName, ...LongJobKindName[]];

/** Those that write a table of rows. */
export type ExportKind = Extract<LongJobKindName, `export${string}` | 'reportDays'>;
