import type { StaffPermission } from '../merchants/permissions';
import type { Permission } from '../operators/permissions';

/* Work that takes longer than a request may: it is asked for, told of while it runs, and leaves a file or a finding. */

export const LONG_JOB_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type LongJobState = (typeof LONG_JOB_STATES)[number];

export const TABLE_FORMAT_NAMES = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMAT_NAMES)[number];

/** A kind of long job: its name in the consoles, what its progress counts, and what one must be allowed to ask for it and to have its file. */
export interface LongJobRow<May extends string> {
  readonly label: string;
  readonly unit: '行' | '个商品' | '天';
  readonly permission: May;
}

// prettier-ignore
/** Every kind of long job of operators, once. */
export const LONG_JOBS = {
  exportOrders: { label: '导出订单', unit: '行', permission: 'orders.read' },
  exportOrderLines: { label: '导出订单明细', unit: '行', permission: 'orders.read' },
  exportMembers: { label: '导出会员', unit: '行', permission: 'members.read' },
  exportProducts: { label: '导出商品', unit: '行', permission: 'catalogue.read' },
  exportJournals: { label: '导出账目', unit: '行', permission: 'money.read' },
  exportWithdrawals: { label: '导出提现', unit: '行', permission: 'money.read' },
  exportAfterSales: { label: '导出售后', unit: '行', permission: 'orders.read' },
  exportRewards: { label: '导出奖励', unit: '行', permission: 'money.read' },
  exportEntries: { label: '导出排队记录', unit: '行', permission: 'queues.read' },
  exportStatements: { label: '导出商家日结', unit: '行', permission: 'money.read' },
  exportMerchantPayouts: { label: '导出商家结算', unit: '行', permission: 'money.read' },
  exportAdjustments: { label: '导出调账', unit: '行', permission: 'money.read' },
  exportAudit: { label: '导出操作记录', unit: '行', permission: 'audit.read' },
  exportMessages: { label: '导出消息记录', unit: '行', permission: 'members.read' },
  exportReviews: { label: '导出评价', unit: '行', permission: 'catalogue.read' },
  exportProposals: { label: '导出商品申请', unit: '行', permission: 'catalogue.read' },
  exportCoupons: { label: '导出优惠券', unit: '行', permission: 'catalogue.read' },
  exportGiftOrders: { label: '导出礼品订单', unit: '行', permission: 'orders.read' },
  exportTransfers: { label: '导出转赠', unit: '行', permission: 'money.read' },
  exportDividends: { label: '导出分红', unit: '行', permission: 'money.read' },
  exportReconciliations: { label: '导出对账', unit: '行', permission: 'money.read' },
  exportDifferences: { label: '导出差异', unit: '行', permission: 'money.read' },
  exportMovements: { label: '导出账户明细', unit: '行', permission: 'money.read' },
  exportQueues: { label: '导出队列', unit: '行', permission: 'queues.read' },
  exportApplications: { label: '导出入驻申请', unit: '行', permission: 'stores.read' },
  exportMerchants: { label: '导出商家', unit: '行', permission: 'stores.read' },
  exportStaff: { label: '导出员工', unit: '行', permission: 'stores.read' },
  exportStores: { label: '导出门店', unit: '行', permission: 'stores.read' },
  exportInvitees: { label: '导出直接邀请的会员', unit: '行', permission: 'members.read' },
  exportMemberEntries: { label: '导出会员排队', unit: '行', permission: 'members.read' },
  checkProducts: { label: '检查商品表', unit: '个商品', permission: 'catalogue.write' },
  importProducts: { label: '导入商品', unit: '个商品', permission: 'catalogue.write' },
  reportDays: { label: '经营日报', unit: '行', permission: 'reports.read' },
  simulation: { label: '模拟', unit: '天', permission: 'settings.read' },
} as const satisfies Record<string, LongJobRow<Permission>>;

// prettier-ignore
/** Every kind of long job of a merchant's desk: of its own things alone. */
export const DESK_LONG_JOBS = {
  deskExportOrders: { label: '导出订单', unit: '行', permission: 'desk.orders.read' },
  deskExportToSend: { label: '导出待发货', unit: '行', permission: 'desk.orders.ship' },
  deskExportProducts: { label: '导出商品', unit: '行', permission: 'desk.products.read' },
  deskExportStatements: { label: '导出日结', unit: '行', permission: 'desk.statements.read' },
  deskExportAfterSales: { label: '导出售后', unit: '行', permission: 'desk.orders.read' },
  deskExportTakings: { label: '导出收款', unit: '行', permission: 'desk.takings.read' },
  deskExportPayouts: { label: '导出结算单', unit: '行', permission: 'desk.statements.read' },
  deskExportReviews: { label: '导出评价', unit: '行', permission: 'desk.products.read' },
  deskExportProposals: { label: '导出商品申请', unit: '行', permission: 'desk.products.read' },
  deskExportStores: { label: '导出门店', unit: '行', permission: 'desk.read' },
  deskExportStaff: { label: '导出员工', unit: '行', permission: 'desk.staff.manage' },
  deskCheckProducts: { label: '检查商品表', unit: '个商品', permission: 'desk.products.write' },
  deskImportProducts: { label: '导入商品', unit: '个商品', permission: 'desk.products.write' },
} as const satisfies Record<string, LongJobRow<StaffPermission>>;

export type OperatorJobKind = keyof typeof LONG_JOBS;
export type DeskJobKind = keyof typeof DESK_LONG_JOBS;
export type LongJobKindName = OperatorJobKind | DeskJobKind;

const namesOf = <Name extends string>(table: Readonly<Record<Name, unknown>>): [Name, ...Name[]] =>
  Object.keys(table) as [Name, ...Name[]];
export const OPERATOR_JOB_KINDS = namesOf(LONG_JOBS);
export const DESK_JOB_KINDS = namesOf(DESK_LONG_JOBS);
export const LONG_JOB_KINDS: [LongJobKindName, ...LongJobKindName[]] = [
  ...OPERATOR_JOB_KINDS,
  ...DESK_JOB_KINDS,
];

/** What each kind is called, whoever asked for it. */
export const LONG_JOB_WORDS: Readonly<Record<LongJobKindName, Pick<LongJobRow<string>, 'label' | 'unit'>>> = {
  ...LONG_JOBS,
  ...DESK_LONG_JOBS,
};

/** Does it belong to operators? */
export const isOperatorJob = (kind: LongJobKindName): kind is OperatorJobKind => kind in LONG_JOBS;
/** Does it belong to a desk? */
export const isDeskJob = (kind: LongJobKindName): kind is DeskJobKind => kind in DESK_LONG_JOBS;

/** Those that write a table of rows. */
export type ExportKind = Extract<OperatorJobKind, `export${string}` | 'reportDays'>;
