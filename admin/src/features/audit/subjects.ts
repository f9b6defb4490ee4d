import type { Permission } from '@paifan/shared/operators/permissions';
import { accountText } from '@paifan/shared/texts/accounts';
import { jobText } from '@paifan/shared/texts/jobs';
import { nameOfKind } from '@paifan/shared/texts/messageKinds';
import { queueTitle } from '@paifan/shared/texts/queues';

/** What the audit log and the check of the books speak of: what it is called, and the page where it is seen. */
interface SubjectRow {
  readonly name: string;
  /** Absent: it has no page. */
  readonly page?: readonly [permission: Permission, address: (id: string) => string];
  /** What it is called in place of its id. */
  readonly called?: (id: string) => string;
}

const at = (permission: Permission, folder: string): SubjectRow['page'] => [
  permission,
  (id) => `/${folder}/${encodeURIComponent(id)}`,
];
const found = (permission: Permission, asked: string): SubjectRow['page'] => [
  permission,
  (id) => `/${asked}=${encodeURIComponent(id)}`,
];
const among = (permission: Permission, list: string): SubjectRow['page'] => [permission, () => `/${list}`];

// prettier-ignore
const SUBJECTS: Readonly<Record<string, SubjectRow>> = {
  account: { name: '科目', called: accountText, page: found('money.read', 'ledger?tab=statement&account') },
  adjustment: { name: '调账', page: among('money.read', 'adjustments') },
  afterSale: { name: '售后', page: at('orders.read', 'after-sales') },
  application: { name: '入驻申请', page: at('stores.review', 'applications') },
  bookCheck: { name: '账目检查', page: found('money.read', 'book-checks?check') },
  cashierCode: { name: '收款码' },
  categories: { name: '商品分类', called: () => '', page: among('catalogue.read', 'categories') },
  category: { name: '商品分类', page: among('catalogue.read', 'categories') },
  coupon: { name: '优惠券', page: among('catalogue.read', 'coupons') },
  difference: { name: '对账差异', page: among('money.read', 'reconciliation') },
  dividend: { name: '分红', page: among('money.read', 'dividends') },
  entry: { name: '权益', page: at('queues.read', 'entries') },
  freightTemplate: { name: '运费模板', page: among('catalogue.read', 'freight') },
  gift: { name: '礼品', page: among('catalogue.read', 'gifts') },
  giftOrder: { name: '礼品订单', page: among('orders.read', 'gift-orders') },
  job: { name: '定时任务', called: jobText, page: among('system.read', 'system') },
  journal: { name: '凭证', page: found('money.read', 'ledger?key') },
  level: { name: '会员等级', called: decodeURIComponent, page: among('members.read', 'levels') },
  longJob: { name: '导出或导入' },
  member: { name: '会员', page: at('members.read', 'members') },
  merchant: { name: '商家', page: at('stores.read', 'merchants') },
  merchantPayout: { name: '商家结算', page: among('money.read', 'merchant-payouts') },
  messageTemplate: { name: '消息模板', called: nameOfKind, page: among('settings.read', 'message-templates') },
  operator: { name: '操作员', page: among('operators.read', 'operators') },
  order: { name: '订单', page: at('orders.read', 'orders') },
  outbox: { name: '消息', page: among('system.read', 'system') },
  product: { name: '商品', page: at('catalogue.read', 'products') },
  products: { name: '全部商品', called: () => '', page: among('catalogue.read', 'products') },
  proposal: { name: '供应商商品', page: at('catalogue.read', 'proposals') },
  queue: { name: '', called: queueTitle, page: at('queues.read', 'queues') },
  queuePlan: { name: '队列计划', page: among('queues.read', 'queue-plans') },
  reconciliation: { name: '对账', page: among('money.read', 'reconciliation') },
  refund: { name: '退款' },
  review: { name: '评价', page: among('catalogue.read', 'reviews') },
  settings: { name: '设置版本', page: among('settings.read', 'settings/versions') },
  sku: { name: '规格' },
  staff: { name: '商家员工' },
  store: { name: '门店', page: at('stores.read', 'stores') },
  task: { name: '结算任务', page: among('system.read', 'system') },
  terms: { name: '用户协议', page: among('settings.read', 'terms') },
  transfer: { name: '转赠', page: among('money.read', 'transfers') },
  withdrawal: { name: '提现', page: among('money.read', 'withdrawals') },
};

/** Something that the audit log speaks of. */
export interface Subject {
  readonly text: string;
  /** Where it is seen, and what one must be allowed to see there; null: nowhere. */
  readonly page: { readonly permission: Permission; readonly address: string } | null;
}

/** What an entry of the audit log is about, in words: `product:13` is 商品 13. One that nobody knows stays as it is. */
export function subjectOf(subject: string): Subject {
  const [noun = '', ...rest] = subject.split(':');
  const id = rest.join(':');
  const row = Object.hasOwn(SUBJECTS, noun) ? SUBJECTS[noun] : undefined;
  if (row === undefined) return { text: subject, page: null };
  const [permission, address] = row.page ?? [];
  return {
    text: `${row.name} ${row.called?.(id) ?? id}`.trim(),
    page: permission && address ? { permission, address: address(id) } : null,
  };
}
