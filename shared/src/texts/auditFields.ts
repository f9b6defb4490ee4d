import { ROLES } from '../operators/permissions';
import { LONG_JOB_WORDS } from '../longJobs/kinds';
import { PAYOUT_PERIODS } from '../merchants/payables';
import { CARRIERS } from '../orders/carriers';
import { QUEUE_KIND_TEXT } from './queues';
import {
  ADJUSTABLE_TEXT,
  ADJUSTMENT_STATE_TEXT,
  AFTER_SALE_STATE_TEXT,
  APPLICATION_STATE_TEXT,
  DIVIDEND_STATE_TEXT,
  GIFT_ORDER_STATE_TEXT,
  LONG_JOB_STATE_TEXT,
  MERCHANT_PAYOUT_STATE_TEXT,
  ORDER_STATE_TEXT,
  PARCEL_KIND_TEXT,
  PRODUCT_SOURCE_TEXT,
  PROPOSAL_STATE_TEXT,
  QUEUE_PLAN_KIND_TEXT,
  REFUND_STATE_TEXT,
  WIND_DOWN_MODE_TEXT,
  WITHDRAWAL_STATE_TEXT,
} from './states';

/* What stands in the audit log, as operators read it. What is not here is shown as it is kept. */

type Words = Readonly<Record<string, string>>;

// prettier-ignore
/** What a field is called. */
export const AUDIT_FIELD_TEXT: Words = {
  account: '收款账户', action: '操作', additional: '续件', additionalFen: '续费', afterSale: '售后单', amount: '数额', amountFen: '金额',
  answer: '回复', balance: '账户', cancelled: '已取消', carrier: '快递公司', cashier: '收银台规则', cashierDiscount: '收银台优惠', categoryId: '分类',
  chargeBy: '计费方式', claimFrom: '开始领取', claimUntil: '结束领取', commission: '抽成比例', conditions: '升级条件', confirmed: '明确确认的奖励',
  content: '内容', contractFrom: '合同开始', contractUntil: '合同结束', copiedFrom: '回滚自版本', costFen: '成本', day: '日期', days: '天数',
  discount: '优惠', district: '地区', elsewhere: '其他地区', enabled: '可以登录', error: '错误', failed: '失败', fields: '字段', first: '首件',
  firstFen: '首费', format: '格式', freeFromFen: '满额包邮', freeFromPieces: '满件包邮', freightTemplateId: '运费模板', from: '从', fromDay: '首日',
  handLevel: '手动设置的等级', hidden: '已隐藏', id: '编号', ids: '编号', inForceFrom: '生效时间', kind: '类型', label: '名称', level: '等级',
  line: '订单行', login: '登录名', match: '条件关系', maxPerMember: '每人限兑', member: '会员编号', memberId: '会员编号', members: '人数',
  merchant: '商家编号', merchantId: '商家编号', minFen: '最低金额', mode: '方式', name: '名称', note: '说明', number: '单号', occursAt: '执行时间',
  off: '未参与返利的商品数', offFen: '减', offered: '提出的抽成', onSale: '在售', oneTime: '初始密码', oneTimePassword: '初始密码', open: '待处理',
  openingHours: '营业时间', operatorId: '操作员编号', outstandingFen: '待奖励', overruled: '放行的利润校验', paidFen: '发放金额', parcels: '包裹',
  paused: '已暂停', people: '合并的权益份数', perMember: '每人限领', period: '结算周期', pictures: '图片张数', place: '定位', plan: '计划',
  poolFen: '奖金池', price: '价格', priceFen: '价格', productId: '商品编号', proposed: '申请的抽成', quantity: '件数', queue: '队列', queues: '队列',
  rank: '高低', reason: '理由', rebate: '返利规则', recruiter: '招商人编号', reference: '转账单号', regions: '分地区运费', renamed: '改过名称',
  replaces: '替换的收款码', requestedBy: '发起人编号', restAfterFen: '发放后剩余', restBeforeFen: '发放前剩余', restock: '退回库存', revoked: '已停用',
  role: '角色', scope: '适用范围', settings: '设置', skus: '规格', sort: '顺序', source: '来源', spentFen: '已完成实付满', staff: '员工编号',
  state: '状态', stock: '库存', stoppedAt: '停止发放', store: '门店编号', storeId: '门店编号', subMchid: '子商户号', subject: '对象',
  suspended: '已暂停', templateId: '模板 ID', title: '标题', to: '到', total: '总数', totp: '动态验证码', trade: '行业', type: '类型',
  untilDay: '末日', validity: '有效期', version: '版本', waiting: '在等的权益', wechat: '微信推送', wholePhones: '完整手机号',
};

/** What the states of a thing are called, by what it is. */
const STATES: Readonly<Record<string, Words>> = {
  adjustment: ADJUSTMENT_STATE_TEXT,
  afterSale: AFTER_SALE_STATE_TEXT,
  application: APPLICATION_STATE_TEXT,
  dividend: DIVIDEND_STATE_TEXT,
  giftOrder: GIFT_ORDER_STATE_TEXT,
  longJob: LONG_JOB_STATE_TEXT,
  merchantPayout: MERCHANT_PAYOUT_STATE_TEXT,
  // Also how its shipping stands with WeChat.
  order: { ...ORDER_STATE_TEXT, wanted: '待告知微信', refused: '微信未接收' },
  proposal: PROPOSAL_STATE_TEXT,
  queue: { open: '开放', closed: '已结束' },
  refund: REFUND_STATE_TEXT,
  withdrawal: WITHDRAWAL_STATE_TEXT,
};

const LONG_JOB_TEXT: Words = Object.fromEntries(
  Object.entries(LONG_JOB_WORDS).map(([kind, { label }]) => [kind, label]),
);

/** What the words of a field are called, by what it is a field of, or of anything. */
const VALUES: Readonly<Record<string, Words>> = {
  balance: ADJUSTABLE_TEXT,
  carrier: CARRIERS,
  chargeBy: { piece: '按件', weight: '按重量' },
  'longJob.kind': LONG_JOB_TEXT,
  match: { all: '全部满足', any: '满足其一' },
  mode: WIND_DOWN_MODE_TEXT,
  'order.kind': PARCEL_KIND_TEXT,
  period: PAYOUT_PERIODS,
  'queuePlan.kind': QUEUE_PLAN_KIND_TEXT,
  queue: { mall: QUEUE_KIND_TEXT.mall },
  role: Object.fromEntries(Object.entries(ROLES).map(([role, { label }]) => [role, label])),
  source: PRODUCT_SOURCE_TEXT,
};

/** The word for a value of a field of a thing, such as the state of an order; undefined: it has none. */
export function auditWord(noun: string, field: string, value: string): string | undefined {
  const words = field === 'state' ? STATES[noun] : (VALUES[`${noun}.${field}`] ?? VALUES[field]);
  return words !== undefined && Object.hasOwn(words, value) ? words[value] : undefined;
}
