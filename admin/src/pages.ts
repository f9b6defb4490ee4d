import type { ComponentType } from 'react';
import type { Permission } from '@paifan/shared/operators/permissions';

/** A page of the operators' console: its address, its place in the menu, and who may see it. */
export interface PageRow {
  /** Below /admin/. Parameters as `:id`. */
  readonly path: string;
  readonly group: GroupName;
  /** In the menu; absent: it is reached from another page. */
  readonly label?: string;
  readonly permission: Permission;
  readonly load: () => Promise<{ default: ComponentType }>;
}

/** The groups of the menu, in their order. */
export const GROUPS = {
  home: '总览',
  queues: '队列',
  orders: '订单',
  catalogue: '商品',
  members: '会员',
  stores: '门店与商家',
  finance: '财务',
  settings: '设置',
  system: '系统',
} as const;

export type GroupName = keyof typeof GROUPS;

// prettier-ignore
/** Every page, once: menu, routes and permissions come from here. */
export const PAGES: readonly PageRow[] = [
  { path: 'operators', group: 'system', label: '操作员', permission: 'operators.read', load: () => import('./pages/system/Operators') },
  { path: 'audit', group: 'system', label: '操作记录', permission: 'audit.read', load: () => import('./pages/system/Audit') },
  { path: 'account', group: 'system', label: '我的账号', permission: 'account.own', load: () => import('./pages/system/Account') },
];
