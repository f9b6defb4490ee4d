/*
 * What somebody at a merchant's desk may do, by role. A route asks for one permission, never for a role. Whatever it is, it is
 * about the own merchant's things only.
 */

/** What a merchant is: of an alliance store, or a supplier of the mall. */
export const MERCHANT_KINDS = ['store', 'supplier'] as const;
export type MerchantKind = (typeof MERCHANT_KINDS)[number];

/** Every permission at a desk, with what it allows as the desk says it. */
export const STAFF_PERMISSIONS = {
  'desk.own': '查看和管理自己的账号',
  'desk.read': '查看工作台',
  'desk.products.read': '查看商品',
  'desk.products.write': '管理商品',
  'desk.orders.read': '查看订单',
  'desk.orders.ship': '发货',
  'desk.afterSales.decide': '处理售后',
  'desk.pickup': '核销提货码',
  'desk.takings.read': '查看收款',
  'desk.statements.read': '查看日结与结算',
  'desk.store.write': '管理门店与收银台',
  'desk.staff.manage': '管理员工',
  'desk.payouts.manage': '管理结算账户',
} as const;

export type StaffPermission = keyof typeof STAFF_PERMISSIONS;

/** A role at a desk: its name, and all that it may do. */
export interface StaffRoleRow {
  readonly label: string;
  readonly permissions: readonly StaffPermission[];
}

const EVERYTHING = Object.keys(STAFF_PERMISSIONS) as StaffPermission[];
const OWNERS_ALONE: ReadonlySet<StaffPermission> = new Set(['desk.staff.manage', 'desk.payouts.manage']);

// prettier-ignore
/** The one table of roles at a desk. Every role has `desk.own`: one's own password and session. */
export const STAFF_ROLES = {
  owner: { label: '负责人', permissions: EVERYTHING },
  manager: { label: '店长', permissions: EVERYTHING.filter((name) => !OWNERS_ALONE.has(name)) },
  clerk: { label: '店员', permissions: ['desk.own', 'desk.read', 'desk.products.read', 'desk.orders.read', 'desk.orders.ship', 'desk.pickup', 'desk.takings.read'] },
} as const satisfies Record<string, StaffRoleRow>;

export type StaffRole = keyof typeof STAFF_ROLES;

export const STAFF_ROLE_NAMES = Object.keys(STAFF_ROLES) as [StaffRole, ...StaffRole[]];

/** Everything that a role at a desk may do. */
export const staffPermissionsOf = (role: StaffRole): ReadonlySet<StaffPermission> =>
  new Set(STAFF_ROLES[role].permissions);
