import { PASSWORD } from '../../server/test/support/operators';
import { DESK_PASSWORD } from '../../server/test/support/merchants';

/* Every form and dialog of the consoles in which somebody types. `{name}` is what is known only once the shop is open (formShop.ts). */

/** A form: how one comes to it, what is typed there, and how it is sent. */
export interface FormRow {
  /** As a sentence goes on. */
  readonly form: string;
  /** Where it is written, below admin/src/. */
  readonly in: string;
  /** Below /admin/, or an example of this page with parameters. */
  readonly at: string;
  /** To it, one after the other: a button or tab, or a field and what is typed there. */
  readonly way?: readonly (string | readonly [field: string, text: string])[];
  /** By the name of the field. */
  readonly typed?: Readonly<Record<string, string>>;
  /** Of a list, by the name of the field: the choice. */
  readonly chosen?: Readonly<Record<string, string>>;
  /** Boxes, switches and choices of a group (`group/choice`) that are switched over, before the rest. */
  readonly picked?: readonly string[];
  /** A picture is brought to every place for one. */
  readonly pictures?: true;
  readonly send: string;
  /** The button of the question before it is done. */
  readonly verb?: string;
  /** The question is gone when it was refused. */
  readonly asksAgain?: true;
}

// prettier-ignore
export const OPERATOR_FORMS: readonly FormRow[] = [
  { form: 'a product', in: 'features/catalogue/ProductEditor', at: 'products/:id', typed: { 商品名称: '自制辣酱大瓶', 简介: '一斤装', 唯一规格价格: '12.50', 唯一规格编码: 'LJ-1' }, picked: ['到店自提'], send: '保存' },
  { form: 'a new product', in: 'features/catalogue/ProductEditor', at: 'products/new', pictures: true, typed: { 商品名称: '竹筛', '详情（每行一段）': '手编', 唯一规格价格: '30', 唯一规格库存: '5' }, chosen: { 分类: '器物' }, send: '建立商品' },
  { form: 'a category', in: 'pages/catalogue/Categories', at: 'categories', way: ['新建分类'], typed: { 名称: '茶点' }, send: '保存' },
  { form: 'the name of a category', in: 'pages/catalogue/Categories', at: 'categories', way: ['改名'], typed: { 名称: '茶叶' }, send: '保存' },
  { form: 'a freight template and its regions', in: 'features/catalogue/FreightDrawer', at: 'freight', way: ['新建运费模板', '添加地区组'], typed: { 模板名称: '同城配送', '地区组 1首费': '6.50', 其他地区续费: '3' }, chosen: { '地区组 1 的地区': '浙江' }, send: '保存' },
  { form: 'a coupon', in: 'features/catalogue/CouponDrawer', at: 'coupons', way: ['新建优惠券'], picked: ['打折'], typed: { 名称: '立冬券', 天数: '9', '发放总数（不填为不限）': '100', 折后支付: '85', 最多减: '20', 适用商品满: '60' }, chosen: { 适用范围: '指定分类', 分类: '器物' }, send: '新建' },
  { form: 'who may claim a coupon', in: 'features/catalogue/CouponChangeDrawer', at: 'coupons', way: ['修改'], typed: { 名称: '小雪券', 每人可领: '2' }, send: '保存' },
  { form: 'a gift', in: 'features/catalogue/GiftDrawer', at: 'gifts', way: ['新建礼品'], pictures: true, typed: { 名称: '竹编提篮', 简介: '手编', 每件价格: '20', 库存: '5' }, chosen: { '兑换所用（建好后不能改）': '购物券' }, send: '保存' },
  { form: 'an answer to a review', in: 'features/catalogue/ReviewActions', at: 'reviews', way: ['回复'], typed: { '回复（所有人可见）': '谢谢您' }, send: '保存' },
  { form: 'the reason to hide a review', in: 'features/catalogue/ReviewActions', at: 'reviews', way: ['隐藏'], typed: { '理由（仅操作员可见）': '与商品无关' }, send: '隐藏' },
  { form: 'a rejection of a product of a supplier', in: 'pages/catalogue/ProposalDetail', at: 'proposals/:id', way: ['不通过'], typed: { '理由（供应商会看到）': '图片不清楚' }, send: '不通过' },

  { form: 'a note on an order', in: 'features/orders/NoteForm', at: 'orders/:no', typed: { 备注: '客人晚上在家' }, send: '记下' },
  { form: 'a parcel', in: 'features/orders/ShipDrawer', at: 'orders/{toShip}', way: ['发货'], chosen: { 快递公司: '顺丰' }, typed: { 快递单号: 'SF1234567890' }, send: '发货' },
  { form: 'many parcels', in: 'features/orders/ShipManyDrawer', at: 'orders', way: ['批量发货', ['发货清单', '{toShipMany} 顺丰 SF1234567891'], '检查 1 行'], send: '发货', verb: '发货' },
  { form: 'money back that nobody asked for', in: 'features/orders/RefundDrawer', at: 'orders/{toShip}', way: ['主动退款'], typed: { 金额: '0.10', 说明: '少发一件' }, chosen: { 原因: '发错或少发' }, send: '退款', verb: '退款' },
  { form: 'a refusal of money back', in: 'features/orders/Decision', at: 'after-sales/:no', way: ['拒绝'], typed: { '理由（会员会看到）': '已经签收' }, send: '拒绝' },
  { form: 'where goods are sent back to', in: 'features/orders/Decision', at: 'after-sales/{returned}', way: ['同意'], typed: { '退货地址（会员会看到）': '老街 8 号' }, send: '同意' },
  { form: 'the parcel of a gift', in: 'features/orders/GiftOrderActions', at: 'gift-orders', way: ['发货'], chosen: { 快递公司: '中通' }, typed: { 快递单号: 'ZT1234567890' }, send: '发货' },
  { form: 'the reason to cancel a gift', in: 'features/orders/GiftOrderActions', at: 'gift-orders', way: ['取消'], typed: { '理由（会员会看到）': '已无货' }, send: '取消礼品订单' },

  { form: 'a level', in: 'features/members/LevelEditor', at: 'levels', way: ['新建等级'], picked: ['全部满足'], typed: { 编号: 'elder', 名称: '老街坊', 高低: '9', '已完成订单实付满（元）': '5000', 有效邀请人数: '3' }, send: '新建' },
  { form: 'the level of a member', in: 'features/members/LevelDialog', at: 'members/:id', way: ['设置等级'], chosen: { 等级: '金卡会员' }, typed: { 理由: '老街坊' }, send: '设置' },

  { form: 'a store', in: 'features/stores/PageForm', at: 'stores/:id', typed: { 店铺公告: '立冬起早半小时开门', '周一开门 1': '08:30' }, send: '保存' },
  { form: 'a code of a cashier', in: 'features/stores/CashierCodes', at: 'stores/:id', way: ['收银码', '新增收银码'], typed: { 位置: '二楼' }, send: '生成' },
  { form: 'what a cashier takes off', in: 'features/stores/CashierDiscountForm', at: 'stores/:id', way: ['收银台优惠'], picked: ['收银台优惠/满减', '每满都减'], typed: { 满额: '88', 减免金额: '6' }, send: '保存优惠', verb: '保存优惠' },
  { form: 'the rules of a store', in: 'features/stores/StoreRules', at: 'stores/:id', way: ['排队返利规则'], picked: ['线上提取比例的来源/单独设置'], typed: { 提取比例: '2' }, send: '检查并保存' },
  { form: 'a new store', in: 'features/stores/NewStore', at: 'stores', way: ['新开门店'], pictures: true, typed: { 名称: '江边书店', 行业: '书店', 地区: '上城区', 地址: '江边路 2 号', 纬度: '30.25', 经度: '120.16', 店铺公告: '开业' }, send: '开店' },
  { form: 'a merchant', in: 'features/merchants/MerchantDrawer', at: 'merchants/:id', way: ['修改资料与合同'], typed: { 联系人: '王小二', 微信支付子商户号: '1900000109' }, send: '保存' },
  { form: 'when a merchant is paid', in: 'features/merchants/MerchantPayables', at: 'merchants/:id', way: ['结算周期'], chosen: { 周期: '每月' }, typed: { 起付金额: '50' }, send: '保存' },
  { form: 'a new login for a merchant', in: 'features/merchants/Staff', at: 'merchants/{merchant}', way: ['重发登录'], typed: { 登录名: 'xiaowang' }, send: '重发' },
  { form: 'the reason to suspend a merchant', in: 'pages/stores/MerchantDetail', at: 'merchants/{merchant}', way: ['停业'], typed: { 理由: '合同到期' }, send: '停业' },
  { form: 'an offer to an applicant', in: 'features/merchants/OfferDialog', at: 'applications/{application}', way: ['提议抽成'], typed: { 平台抽成: '12', 给申请人的话: '可以再谈' }, send: '提议' },
  { form: 'a rejection of an application', in: 'features/merchants/RejectDialog', at: 'applications/{application}', way: ['驳回'], typed: { 原因: '执照看不清' }, send: '驳回' },

  { form: 'an adjustment', in: 'pages/money/Adjustments', at: 'adjustments', way: ['申请调账'], typed: { 会员编号: '1', 数额: '3.20', 理由: '运费多收' }, chosen: { 账户: '积分', 方向: '扣减' }, send: '提交' },
  { form: 'the reason to take an adjustment back', in: 'features/money/ReasonDialog', at: 'adjustments', way: ['撤回'], typed: { '理由（记入调账记录）': '写错了会员' }, send: '撤回' },
  { form: 'a refusal of a withdrawal', in: 'features/money/WithdrawalDrawer', at: 'withdrawals', way: ['审核'], typed: { 审核意见: '账户信息不一致' }, send: '驳回', verb: '驳回' },
  { form: 'an approval of a dividend', in: 'features/money/DecideDividend', at: 'dividends', way: ['复核'], picked: ['我确认按以上数字发放分红'], typed: { 复核意见: '与账本相符' }, send: '通过并发放', verb: '通过并发放' },
  { form: 'a dividend', in: 'features/money/PrepareDividend', at: 'dividends', way: ['发起分红'], picked: ['我确认按以上数字发起分红'], typed: { 本次分红: '10', 名称: '小雪' }, send: '提交复核', verb: '提交复核' },
  { form: 'the reason to take a dividend back', in: 'features/money/DecideDividend', at: 'dividends', way: ['复核', '撤回'], typed: { '理由（记入分红记录）': '金额要改' }, send: '撤回' },
  { form: 'a refusal of a payout to a merchant', in: 'features/merchants/PayoutDrawer', at: 'merchant-payouts?tab=payouts', way: ['复核'], typed: { 说明: '先核对账户' }, send: '驳回', verb: '驳回' },
  { form: 'the number of a payout to a merchant', in: 'features/merchants/PayoutDrawer', at: 'merchant-payouts?tab=payouts', way: ['打款'], typed: { 转账单号: '20260301998877' }, send: '登记打款', verb: '登记打款' },
  { form: 'the reason to cancel a payout to a merchant', in: 'features/merchants/PayoutDrawer', at: 'merchant-payouts?tab=payouts', way: ['打款'], typed: { 作废原因: '账户已注销' }, send: '作废', verb: '作废' },
  { form: 'what was found out about a difference', in: 'pages/money/Reconciliation', at: 'reconciliation', way: ['处理'], typed: { '查明了什么，做了什么': '微信侧多记一分' }, send: '处理完毕' },

  { form: 'a clearing of a line', in: 'features/queues/PlanDrawer', at: 'queues/:key', way: ['清零'], typed: { 执行时间: '2031-01-05 10:00' }, send: '通知并安排清零', verb: '通知并安排清零' },
  { form: 'the pause of all lines', in: 'features/queues/PauseAll', at: 'queues', way: ['暂停全部'], typed: { 理由: '盘点' }, send: '暂停全部' },
  { form: 'the end of that pause', in: 'features/queues/PauseAll', at: 'queues', way: ['恢复全部'], typed: { 理由: '盘点完毕' }, send: '恢复全部' },
  { form: 'a plan to play', in: 'features/simulator/PlanEditor', at: 'simulation', typed: { 方案名称: '淡季', 天数: '20', 每天新买家: '3' }, send: '开始模拟' },

  { form: 'a setting, and why', in: 'features/settings/PublishDrawer', at: 'settings', way: [['提取比例', '2'], '检查并发布'], picked: ['我确认开启股东分红'], typed: { 理由: '淡季少提一些' }, send: '发布' },
  { form: 'a setting for later', in: 'features/settings/PublishDrawer', at: 'settings', way: [['自动确认收货', '12'], '检查并发布'], picked: ['我确认开启股东分红'], typed: { 理由: '开春再改', 生效时间: '2031-01-05 10:00:00' }, send: '发布' },
  // With less to give away it earns enough for that.
  { form: 'an approval of an application', in: 'features/merchants/ApproveDrawer', at: 'applications/:no', way: ['通过'], typed: { 负责人的登录名: 'jiangbian' }, send: '通过', verb: '通过', asksAgain: true },
  { form: 'a template of messages', in: 'features/settings/TemplateEditor', at: 'message-templates', way: ['设置'], picked: ['推送到微信'], typed: { '模板 ID': 'abc_123', '关键词 1': 'thing5' }, chosen: { '内容 2': '标题' }, send: '保存' },
  { form: 'the password for the second factor', in: 'pages/system/Account', at: 'account', typed: { 密码: PASSWORD }, send: '开启动态验证码' },
  { form: 'the terms', in: 'pages/settings/Terms', at: 'terms', way: ['发布新版本'], typed: { 标题: '用户协议（冬）', 正文: '第一条\n\n第二条' }, send: '检查并发布', verb: '发布' },
  { form: 'an operator', in: 'pages/system/Operators', at: 'operators', way: ['新建操作员'], typed: { 登录名: 'xiaochen', 姓名: '小陈' }, chosen: { 角色: '财务' }, send: '新建' },
  { form: 'a change of an operator', in: 'pages/system/Operators', at: 'operators', way: ['修改'], typed: { 姓名: '小程' }, send: '保存' },
  { form: 'one’s own password', in: 'features/account/PasswordForm', at: 'account', typed: { 原密码: PASSWORD, 新密码: 'another password', 再输一次: 'another password' }, send: '修改密码' },
];

// prettier-ignore
export const STORE_FORMS: readonly FormRow[] = [
  { form: 'a store', in: 'desk/pages/DeskStore', at: 'stores/:id', typed: { 店铺公告: '小雪照常', 电话: '0571-87654321' }, send: '保存' },
  { form: 'what its cashier takes off', in: 'features/stores/CashierDiscountForm', at: 'stores/:id', way: ['收银台优惠'], picked: ['收银台优惠/打折'], typed: { 满额: '60', 折后支付: '95' }, send: '保存优惠', verb: '保存优惠' },
  { form: 'its rules', in: 'features/stores/RulesForm', at: 'stores/:id', way: ['排队返利规则'], picked: ['线上提取比例的来源/单独设置'], typed: { 提取比例: '3' }, send: '检查并保存', verb: '保存规则' },
  { form: 'a product', in: 'desk/pages/StoreProduct', at: 'products/:id', typed: { 简介: '半斤装', 唯一规格价格: '11' }, picked: ['快递'], send: '保存' },
  { form: 'pieces in stock', in: 'desk/parts/StockDrawer', at: 'products', way: ['调整库存'], typed: { 唯一规格库存增减: '7' }, send: '改为' },
  { form: 'a parcel', in: 'features/orders/ShipDrawer', at: 'orders/:no', way: ['发货'], chosen: { 快递公司: '圆通' }, typed: { 快递单号: 'YT1234567890' }, send: '发货' },
  { form: 'many parcels', in: 'features/orders/ShipManyDrawer', at: 'orders', way: ['批量发货', ['发货清单', '{storeToShip} 圆通 YT1234567891'], '检查 1 行'], send: '发货', verb: '发货' },
  { form: 'a code to pick up', in: 'desk/pages/Pickup', at: 'pickup', way: [['提货码', '{pickupCode}'], '查找'], send: '核销', verb: '核销' },
  { form: 'a refusal of money back', in: 'features/orders/Decision', at: 'after-sales/:no', way: ['拒绝'], typed: { '理由（会员会看到）': '已经签收' }, send: '拒绝' },
  { form: 'an answer to a review', in: 'desk/pages/DeskReviews', at: 'reviews', way: ['修改回复'], typed: { 回复: '欢迎再来' }, send: '回复' },
  { form: 'an account to be paid to', in: 'desk/parts/PayeeDialog', at: 'payouts', way: ['更换'], picked: ['微信转账'], typed: { 户名: '王掌柜', '微信号或其绑定的手机号': '13900001111' }, send: '保存' },
  { form: 'a login', in: 'desk/parts/StaffDialogs', at: 'staff', way: ['新建登录'], typed: { 登录名: 'dianyuan', 姓名: '小刘' }, chosen: { 角色: '店长' }, send: '新建' },
  { form: 'an invitation', in: 'desk/parts/StaffDialogs', at: 'staff', way: ['邀请微信会员'], typed: { 姓名: '阿婆' }, send: '生成邀请码' },
  { form: 'one’s own password', in: 'features/account/PasswordForm', at: 'account', typed: { 原密码: DESK_PASSWORD, 新密码: 'another password', 再输一次: 'another password' }, send: '修改密码' },
];

// prettier-ignore
export const SUPPLIER_FORMS: readonly FormRow[] = [
  { form: 'a product', in: 'desk/pages/Proposal', at: 'proposals/{proposal}', typed: { 商品名称: '寒露茶', 简介: '秋茶', 唯一规格供应价: '41' }, send: '保存草稿' },
  { form: 'a product that is submitted', in: 'desk/pages/Proposal', at: 'proposals/{proposal}', typed: { 简介: '秋茶新焙' }, send: '提交审核' },
];

const APPLICANT = {
  行业: '餐饮',
  联系人: '李小江',
  电话: '13912345678',
  地区: '上城区',
  地址: '江边路 3 号',
};

// prettier-ignore
export const PUBLIC_FORMS: readonly FormRow[] = [
  { form: 'an application', in: 'desk/pages/Apply', at: 'apply', pictures: true, typed: { 门店名称: '江边茶馆', ...APPLICANT, 提议的平台抽成: '8' }, send: '提交申请' },
  { form: 'a corrected application', in: 'desk/pages/OwnApplication', at: '{ownApplication}', way: ['修改后重新提交'], typed: { ...APPLICANT }, send: '重新提交' },
];

/**
 * Where fields are drawn and something is written, and why no row holds it. Besides: signing in has tests of its own; exports, the rule
 * tester and the search for what can be picked up save nothing; a table of products is a file; the six digits of a second factor are
 * good for half a minute.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  'features/catalogue/BatchActions': 'one list and nothing typed; the products were chosen below it',
  'features/queues/MergeDrawer': 'its list only asks what a merge would do',
};
