/*
 * What an operator may do, by role. A route asks for one permission, never for a role, so who may do what is said here only.
 */

/** Every permission, with what it allows as the console says it. */
export const PERMISSIONS = {
  'account.own': '查看和管理自己的账号',
  'operators.read': '查看操作员',
  'operators.manage': '管理操作员',
  'audit.read': '查看操作记录',
  'settings.read': '查看设置',
  'settings.publish': '发布设置',
  'orders.read': '查看订单',
  'orders.ship': '发货',
  'orders.refund': '退款',
  'catalogue.read': '查看商品',
  'catalogue.write': '管理商品',
  'members.read': '查看会员',
  'members.write': '管理会员',
  'members.phones': '导出完整手机号',
  'money.read': '查看账目',
  'money.adjust': '发起调账、分红、商户结算与提现审核',
  'money.approve': '复核调账、分红、商户结算与提现',
  'queues.read': '查看队列',
  'queues.manage': '管理队列',
  'stores.read': '查看门店',
  'stores.review': '审核门店',
  'reports.read': '查看报表',
  'system.read': '查看系统运行',
  'system.manage': '管理系统运行',
} as const;

export type Permission = keyof typeof PERMISSIONS;

/** A role: its name in the console, and all that it may do. */
export interface RoleRow {
  readonly label: string;
  readonly permissions: readonly Permission[];
}

const EVERYTHING = Object.keys(PERMISSIONS) as Permission[];
const EVERY_READ = EVERYTHING.filter((permission) => permission.endsWith('.read'));

// prettier-ignore
/** The one table of roles. Every role has `account.own`: one's own password, second factor and session. */
export const ROLES = {
  owner: { label: '店主', permissions: EVERYTHING },
  finance: { label: '财务', permissions: ['account.own', 'settings.read', 'orders.read', 'orders.refund', 'members.read', 'money.read', 'money.adjust', 'money.approve', 'queues.read', 'stores.read', 'reports.read'] },
  service: { label: '客服', permissions: ['account.own', 'orders.read', 'orders.ship', 'orders.refund', 'catalogue.read', 'members.read', 'members.write', 'queues.read', 'stores.read'] },
  catalogue: { label: '商品运营', permissions: ['account.own', 'settings.read', 'catalogue.read', 'catalogue.write', 'stores.read'] },
  auditor: { label: '审计', permissions: ['account.own', ...EVERY_READ] },
} as const satisfies Record<string, RoleRow>;

export type Role = keyof typeof ROLES;

export const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

/** Everything that a role may do. */
export const permissionsOf = (role: Role): ReadonlySet<Permission> => new Set(ROLES[role].permissions);
