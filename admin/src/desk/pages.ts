import type { ComponentType } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { MerchantKind, StaffPermission } from '@paifan/shared/merchants/permissions';

/** A page of a merchant's desk: its address, its place in the menu, and who may see it. */
export interface DeskPageRow {
  /** Below /admin/desk/. Parameters as `:id`. */
  readonly path: string;
  readonly group: DeskGroupName;
  /** In the menu; absent: it is reached from another page. */
  readonly label?: string;
  readonly permission: StaffPermission;
  /** What of the desk's work is done there: so much waits, says the menu. */
  readonly waits?: keyof ResponseOf<'GET /api/desk/waiting'>;
  /** Absent: for stores and suppliers both. */
  readonly kind?: MerchantKind;
  readonly load: () => Promise<{ default: ComponentType }>;
}

/** The groups of the menu, in their order. */
export const DESK_GROUPS = {
  counter: '收银',
  goods: '商品与订单',
  money: '结算',
  house: '门店与员工',
} as const;

export type DeskGroupName = keyof typeof DESK_GROUPS;

// prettier-ignore
/** Every page of a desk, once: menu, routes and permissions come from here. */
export const DESK_PAGES: readonly DeskPageRow[] = [
  { path: 'takings', group: 'counter', label: '今日收款', permission: 'desk.takings.read', kind: 'store', load: () => import('./pages/LiveTakings') },
  { path: 'receipts', group: 'counter', label: '收款记录', permission: 'desk.takings.read', kind: 'store', load: () => import('./pages/Receipts') },
  { path: 'pickup', group: 'counter', label: '核销提货', permission: 'desk.pickup', kind: 'store', load: () => import('./pages/Pickup') },
  { path: 'orders', group: 'goods', label: '订单与发货', permission: 'desk.orders.read', waits: 'toSend', load: () => import('./pages/DeskOrders') },
  { path: 'orders/packing', group: 'goods', permission: 'desk.orders.ship', load: () => import('./pages/PackingSlips') },
  { path: 'orders/:no', group: 'goods', permission: 'desk.orders.read', load: () => import('./pages/DeskOrderDetail') },
  { path: 'after-sales', group: 'goods', label: '售后', permission: 'desk.orders.read', waits: 'afterSales', load: () => import('./pages/DeskAfterSales') },
  { path: 'after-sales/:no', group: 'goods', permission: 'desk.orders.read', load: () => import('./pages/DeskAfterSale') },
  { path: 'products', group: 'goods', label: '商品', permission: 'desk.products.read', load: () => import('./pages/DeskProducts') },
  { path: 'products/import', group: 'goods', permission: 'desk.products.write', load: () => import('./pages/DeskProductImport') },
  { path: 'products/new', group: 'goods', permission: 'desk.products.write', kind: 'store', load: () => import('./pages/StoreProduct') },
  { path: 'products/:id', group: 'goods', permission: 'desk.products.read', kind: 'store', load: () => import('./pages/StoreProduct') },
  { path: 'proposals', group: 'goods', label: '商品申请', permission: 'desk.products.read', kind: 'supplier', load: () => import('./pages/Proposals') },
  { path: 'proposals/new', group: 'goods', permission: 'desk.products.write', kind: 'supplier', load: () => import('./pages/Proposal') },
  { path: 'proposals/:id', group: 'goods', permission: 'desk.products.read', kind: 'supplier', load: () => import('./pages/Proposal') },
  { path: 'reviews', group: 'goods', label: '评价', permission: 'desk.products.read', load: () => import('./pages/DeskReviews') },
  { path: 'statements', group: 'money', label: '日结', permission: 'desk.statements.read', load: () => import('./pages/DeskStatements') },
  { path: 'payouts', group: 'money', label: '应收与结算', permission: 'desk.statements.read', load: () => import('./pages/DeskPayouts') },
  { path: 'stores', group: 'house', label: '门店与收银码', permission: 'desk.read', kind: 'store', load: () => import('./pages/DeskStores') },
  { path: 'stores/:id', group: 'house', permission: 'desk.read', kind: 'store', load: () => import('./pages/DeskStore') },
  { path: 'stores/:id/codes/:code', group: 'house', permission: 'desk.read', kind: 'store', load: () => import('./pages/DeskCashierCode') },
  { path: 'staff', group: 'house', label: '员工', permission: 'desk.staff.manage', load: () => import('./pages/DeskStaff') },
  { path: 'tasks', group: 'house', label: '任务', permission: 'desk.read', load: () => import('./pages/DeskTasks') },
  { path: 'account', group: 'house', label: '我的账号', permission: 'desk.own', load: () => import('./pages/DeskAccount') },
];
