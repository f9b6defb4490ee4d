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
  { path: 'home', group: 'home', label: '总览', permission: 'reports.read', load: () => import('./pages/home/Home') },
  { path: 'queues', group: 'queues', label: '队列', permission: 'queues.read', load: () => import('./pages/queues/Queues') },
  { path: 'queues/:key', group: 'queues', permission: 'queues.read', load: () => import('./pages/queues/QueueDetail') },
  { path: 'entries/:id', group: 'queues', permission: 'queues.read', load: () => import('./pages/queues/EntryDetail') },
  { path: 'explain/:no/:line', group: 'queues', permission: 'orders.read', load: () => import('./pages/queues/Explain') },
  { path: 'queue-plans', group: 'queues', label: '清零与结束', permission: 'queues.read', load: () => import('./pages/queues/QueuePlans') },
  { path: 'commitments', group: 'queues', label: '抽奖与封存', permission: 'queues.read', load: () => import('./pages/queues/Commitments') },
  { path: 'orders', group: 'orders', label: '订单', permission: 'orders.read', load: () => import('./pages/orders/Orders') },
  { path: 'orders/:no', group: 'orders', permission: 'orders.read', load: () => import('./pages/orders/OrderDetail') },
  { path: 'after-sales', group: 'orders', label: '售后', permission: 'orders.read', load: () => import('./pages/orders/AfterSales') },
  { path: 'after-sales/:no', group: 'orders', permission: 'orders.read', load: () => import('./pages/orders/AfterSaleDetail') },
  { path: 'gift-orders', group: 'orders', label: '礼品订单', permission: 'orders.read', load: () => import('./pages/orders/GiftOrders') },
  { path: 'products', group: 'catalogue', label: '商品', permission: 'catalogue.read', load: () => import('./pages/catalogue/Products') },
  { path: 'products/new', group: 'catalogue', permission: 'catalogue.write', load: () => import('./pages/catalogue/ProductNew') },
  { path: 'products/import', group: 'catalogue', permission: 'catalogue.write', load: () => import('./pages/catalogue/ProductImport') },
  { path: 'products/:id', group: 'catalogue', permission: 'catalogue.read', load: () => import('./pages/catalogue/ProductDetail') },
  { path: 'proposals', group: 'catalogue', label: '供应商商品审核', permission: 'catalogue.read', load: () => import('./pages/catalogue/Proposals') },
  { path: 'proposals/:id', group: 'catalogue', permission: 'catalogue.read', load: () => import('./pages/catalogue/ProposalDetail') },
  { path: 'categories', group: 'catalogue', label: '分类', permission: 'catalogue.read', load: () => import('./pages/catalogue/Categories') },
  { path: 'freight', group: 'catalogue', label: '运费模板', permission: 'catalogue.read', load: () => import('./pages/catalogue/Freight') },
  { path: 'coupons', group: 'catalogue', label: '优惠券', permission: 'catalogue.read', load: () => import('./pages/catalogue/Coupons') },
  { path: 'gifts', group: 'catalogue', label: '礼品', permission: 'catalogue.read', load: () => import('./pages/catalogue/Gifts') },
  { path: 'reviews', group: 'catalogue', label: '评价', permission: 'catalogue.read', load: () => import('./pages/catalogue/Reviews') },
  { path: 'members', group: 'members', label: '会员', permission: 'members.read', load: () => import('./pages/members/Members') },
  { path: 'members/:id', group: 'members', permission: 'members.read', load: () => import('./pages/members/MemberDetail') },
  { path: 'levels', group: 'members', label: '会员等级', permission: 'members.read', load: () => import('./pages/members/Levels') },
  { path: 'applications', group: 'stores', label: '入驻申请', permission: 'stores.read', load: () => import('./pages/stores/Applications') },
  { path: 'applications/:no', group: 'stores', permission: 'stores.review', load: () => import('./pages/stores/ApplicationDetail') },
  { path: 'merchants', group: 'stores', label: '商家与供应商', permission: 'stores.read', load: () => import('./pages/stores/Merchants') },
  { path: 'merchants/:id', group: 'stores', permission: 'stores.read', load: () => import('./pages/stores/MerchantDetail') },
  { path: 'stores', group: 'stores', label: '门店', permission: 'stores.read', load: () => import('./pages/stores/Stores') },
  { path: 'stores/:id', group: 'stores', permission: 'stores.read', load: () => import('./pages/stores/StoreDetail') },
  { path: 'stores/:id/codes/:code', group: 'stores', permission: 'stores.read', load: () => import('./pages/stores/CashierCode') },
  { path: 'rewards', group: 'finance', label: '奖励', permission: 'money.read', load: () => import('./pages/money/Rewards') },
  { path: 'dividends', group: 'finance', label: '分红', permission: 'money.read', load: () => import('./pages/money/Dividends') },
  { path: 'transfers', group: 'finance', label: '转赠', permission: 'money.read', load: () => import('./pages/money/Transfers') },
  { path: 'withdrawals', group: 'finance', label: '提现', permission: 'money.read', load: () => import('./pages/money/Withdrawals') },
  { path: 'adjustments', group: 'finance', label: '调账', permission: 'money.read', load: () => import('./pages/money/Adjustments') },
  { path: 'statements', group: 'finance', label: '商家日结', permission: 'money.read', load: () => import('./pages/stores/Statements') },
  { path: 'merchant-payouts', group: 'finance', label: '商家结算', permission: 'money.read', load: () => import('./pages/stores/MerchantPayouts') },
  { path: 'ledger', group: 'finance', label: '账本', permission: 'money.read', load: () => import('./pages/money/Ledger') },
  { path: 'reconciliation', group: 'finance', label: '对账', permission: 'money.read', load: () => import('./pages/money/Reconciliation') },
  { path: 'book-checks', group: 'finance', label: '账目检查', permission: 'money.read', load: () => import('./pages/money/BookChecks') },
  { path: 'settings', group: 'settings', label: '平台设置', permission: 'settings.read', load: () => import('./pages/settings/Settings') },
  { path: 'settings/versions', group: 'settings', label: '版本记录', permission: 'settings.read', load: () => import('./pages/settings/Versions') },
  { path: 'rule-test', group: 'settings', label: '规则试算', permission: 'settings.read', load: () => import('./pages/queues/RuleTester') },
  { path: 'simulation', group: 'settings', label: '模拟', permission: 'settings.read', load: () => import('./pages/settings/Simulator') },
  { path: 'terms', group: 'settings', label: '用户协议', permission: 'settings.read', load: () => import('./pages/settings/Terms') },
  { path: 'message-templates', group: 'settings', label: '消息模板', permission: 'settings.read', load: () => import('./pages/settings/MessageTemplates') },
  { path: 'messages', group: 'settings', label: '消息记录', permission: 'members.read', load: () => import('./pages/settings/Messages') },
  { path: 'system', group: 'system', label: '运行状况', permission: 'system.read', load: () => import('./pages/system/System') },
  { path: 'operators', group: 'system', label: '操作员', permission: 'operators.read', load: () => import('./pages/system/Operators') },
  { path: 'audit', group: 'system', label: '操作记录', permission: 'audit.read', load: () => import('./pages/system/Audit') },
  { path: 'tasks', group: 'system', label: '任务', permission: 'account.own', load: () => import('./pages/system/Tasks') },
  { path: 'account', group: 'system', label: '我的账号', permission: 'account.own', load: () => import('./pages/system/Account') },
];
