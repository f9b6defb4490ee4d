import type { ProductSource } from '../catalogue/products';
import type { ProposalState } from '../catalogue/proposalStates';
import type { LongJobState } from '../longJobs/kinds';
import type { GiftOrderState } from '../members/giftStates';
import type { WechatMessageState } from '../members/messageStates';
import type { ApplicationState } from '../merchants/applicationStates';
import type { MerchantPayoutState } from '../merchants/payablePayouts';
import type { MerchantKind } from '../merchants/permissions';
import type { ClaimState } from '../checkout/claims';
import type { DeliveryWay } from '../checkout/delivery';
import type { AfterSaleKind, AfterSaleState, RefundState } from '../orders/afterSale';
import type { ParcelKind } from '../orders/carriers';
import type { OrderKind, OrderState } from '../orders/states';
import type { PayoutKind } from '../rebate/settle/events';
import type { EntryState, RewardKind, RewardState } from '../rebate/settle/facts';
import type { Adjustable, AdjustmentState } from '../wallet/adjustments';
import type { DividendState } from '../wallet/dividends';
import type { WithdrawalState } from '../wallet/withdrawalStates';

/* What a state is called, wherever it is shown. One word for one thing. */

export const ORDER_STATE_TEXT: Readonly<Record<OrderState, string>> = {
  placed: '待付款',
  paid: '已付款',
  shipped: '已发货',
  completed: '已完成',
  closed: '已关闭',
  refunded: '已退款',
};

export const ORDER_KIND_TEXT: Readonly<Record<OrderKind, string>> = {
  mall: '商城',
  store: '门店',
  cashier: '收银台',
};

export const PARCEL_KIND_TEXT: Readonly<Record<ParcelKind, string>> = {
  express: '快递',
  sameCity: '同城配送',
  virtual: '无需物流',
  pickup: '到店自提',
};

export const AFTER_SALE_KIND_TEXT: Readonly<Record<AfterSaleKind, string>> = {
  refundOnly: '仅退款',
  returnRefund: '退货退款',
};

/** As the shop says it; a member reads sentences of their own. */
export const AFTER_SALE_STATE_TEXT: Readonly<Record<AfterSaleState, string>> = {
  requested: '待审核',
  approved: '待寄回',
  rejected: '已拒绝',
  cancelled: '已撤销',
  returning: '寄回途中',
  received: '已收到退货',
  refunding: '退款中',
  refunded: '已退款',
  failed: '退款失败',
};

/** How a refund stands at WeChat Pay, as operators read it. */
export const REFUND_STATE_TEXT: Readonly<Record<RefundState, string>> = {
  wanted: '待提交微信',
  processing: '微信处理中',
  success: '已到账',
  abnormal: '异常，须到微信商户平台处理',
  closed: '已关闭',
};

/** What a member holds beside money, and can hand to others. */
export const ASSET_TEXT = { points: '积分', love: '爱心值', voucher: '购物券' } as const;

export const DELIVERY_TEXT: Readonly<Record<DeliveryWay, string>> = {
  express: '快递配送',
  pickup: '到店自提',
  none: '当面交付',
};

export const WITHDRAWAL_STATE_TEXT: Readonly<Record<WithdrawalState, string>> = {
  reviewing: '待审核',
  approved: '待打款',
  sent: '打款中',
  waitingConfirm: '待会员确认',
  cancelling: '撤销中',
  paid: '已到账',
  failed: '失败，已退回',
  cancelled: '已撤销',
  rejected: '已驳回',
};

/** Whether a state waits for somebody, went well, went wrong, or is over: what colours a mark. */
export type Tone = 'waiting' | 'good' | 'bad' | 'over';

export const ORDER_STATE_TONE: Readonly<Record<OrderState, Tone>> = {
  placed: 'waiting',
  paid: 'waiting',
  shipped: 'waiting',
  completed: 'good',
  closed: 'over',
  refunded: 'over',
};

export const AFTER_SALE_STATE_TONE: Readonly<Record<AfterSaleState, Tone>> = {
  requested: 'waiting',
  approved: 'waiting',
  rejected: 'over',
  cancelled: 'over',
  returning: 'waiting',
  received: 'waiting',
  refunding: 'waiting',
  refunded: 'good',
  failed: 'bad',
};

export const REFUND_STATE_TONE: Readonly<Record<RefundState, Tone>> = {
  wanted: 'waiting',
  processing: 'waiting',
  success: 'good',
  abnormal: 'bad',
  closed: 'bad',
};

export const REFUND_REASON_TEXT = {
  latePayment: '订单关闭后付款',
  afterSale: '售后',
  freight: '运费',
} as const;

export const WITHDRAWAL_STATE_TONE: Readonly<Record<WithdrawalState, Tone>> = {
  reviewing: 'waiting',
  approved: 'waiting',
  sent: 'waiting',
  waitingConfirm: 'waiting',
  cancelling: 'waiting',
  paid: 'good',
  failed: 'bad',
  cancelled: 'over',
  rejected: 'over',
};

export const MERCHANT_KIND_TEXT: Readonly<Record<MerchantKind, string>> = {
  store: '门店商家',
  supplier: '供应商',
};

export const APPLICATION_STATE_TEXT: Readonly<Record<ApplicationState, string>> = {
  submitted: '待审核',
  negotiating: '待申请人确认',
  approved: '已通过',
  rejected: '未通过',
  withdrawn: '已撤回',
};

export const APPLICATION_STATE_TONE: Readonly<Record<ApplicationState, Tone>> = {
  submitted: 'waiting',
  negotiating: 'waiting',
  approved: 'good',
  rejected: 'over',
  withdrawn: 'over',
};

export const MERCHANT_PAYOUT_STATE_TEXT: Readonly<Record<MerchantPayoutState, string>> = {
  requested: '待复核',
  approved: '待打款',
  rejected: '已驳回',
  cancelled: '已作废',
  paid: '已打款',
};

export const MERCHANT_PAYOUT_STATE_TONE: Readonly<Record<MerchantPayoutState, Tone>> = {
  requested: 'waiting',
  approved: 'waiting',
  rejected: 'over',
  cancelled: 'over',
  paid: 'good',
};

export const ENTRY_STATE_TEXT: Readonly<Record<EntryState, string>> = {
  waiting: '排队中',
  done: '已全部到账',
  exchanged: '已兑换',
  converted: '已转为积分',
  cleared: '已清零',
  cancelled: '已取消',
};

export const ENTRY_STATE_TONE: Readonly<Record<EntryState, Tone>> = {
  waiting: 'waiting',
  done: 'good',
  exchanged: 'over',
  converted: 'over',
  cleared: 'over',
  cancelled: 'over',
};

export const REWARD_STATE_TEXT: Readonly<Record<RewardState, string>> = {
  frozen: '冻结中',
  released: '已到账',
  cancelled: '已取消',
};

export const REWARD_STATE_TONE: Readonly<Record<RewardState, Tone>> = {
  frozen: 'waiting',
  released: 'good',
  cancelled: 'over',
};

export const ADJUSTMENT_STATE_TEXT: Readonly<Record<AdjustmentState, string>> = {
  requested: '待复核',
  approved: '已入账',
  rejected: '已驳回',
};

export const ADJUSTABLE_TEXT: Readonly<Record<Adjustable, string>> = { cash: '余额', ...ASSET_TEXT };

export const REWARD_KIND_TEXT: Readonly<Record<RewardKind, string>> = {
  direct: '直推奖励',
  indirect: '间推奖励',
  team: '团队级差奖励',
  recruitment: '招商奖励',
};

/** Why money came to an entry, as the shop says it; a member reads sentences of their own. */
export const PAYOUT_KIND_TEXT: Readonly<Record<PayoutKind | 'takenBack', string>> = {
  line: '按排队顺序',
  directAcceleration: '直接加速',
  indirectAcceleration: '间接加速',
  resume: '恢复后发放',
  unionPayout: '工会每日发放',
  merge: '合并后发放',
  windDown: '结束队列，按顺序',
  windDownShare: '结束队列，按比例',
  takenBack: '退款收回',
};

/** A dividend that one operator prepared and another approves. */
export const DIVIDEND_STATE_TEXT: Readonly<Record<DividendState, string>> = {
  requested: '待复核',
  paid: '已发放',
  rejected: '已驳回',
};

export const DIVIDEND_STATE_TONE: Readonly<Record<DividendState, Tone>> = {
  requested: 'waiting',
  paid: 'good',
  rejected: 'over',
};

/** What is going to happen to a queue. */
export const QUEUE_PLAN_KIND_TEXT = { reset: '清零', windDown: '结束队列' } as const;

export const QUEUE_PLAN_STATE_TEXT = { open: '待执行', done: '已执行', cancelled: '已取消' } as const;

export const QUEUE_PLAN_STATE_TONE = { open: 'waiting', done: 'good', cancelled: 'over' } as const;

/** How a queue that is wound down pays its pool. */
export const WIND_DOWN_MODE_TEXT = { line: '按排队顺序发放', proRata: '按剩余权益比例分给所有人' } as const;

export const PRODUCT_SOURCE_TEXT: Readonly<Record<ProductSource, string>> = {
  selfOperated: '自营',
  supplier: '供应商',
  supplyChain: '聚合供应链',
  store: '门店',
};

export const PROPOSAL_STATE_TEXT: Readonly<Record<ProposalState, string>> = {
  draft: '草稿',
  submitted: '待审核',
  approved: '已通过',
  rejected: '未通过',
};

export const PROPOSAL_STATE_TONE: Readonly<Record<ProposalState, Tone>> = {
  draft: 'over',
  submitted: 'waiting',
  approved: 'good',
  rejected: 'bad',
};

export const GIFT_ORDER_STATE_TEXT: Readonly<Record<GiftOrderState, string>> = {
  placed: '待发货',
  shipped: '已发货',
  completed: '已完成',
  cancelled: '已取消',
};

export const GIFT_ORDER_STATE_TONE: Readonly<Record<GiftOrderState, Tone>> = {
  placed: 'waiting',
  shipped: 'waiting',
  completed: 'good',
  cancelled: 'over',
};

/** How a coupon stands, by its claims. */
export const CLAIM_STATE_TEXT: Readonly<Record<ClaimState, string>> = {
  stopped: '已停止发放',
  ended: '领取已结束',
  gone: '已领完',
  notYet: '未开始',
  open: '领取中',
};

export const CLAIM_STATE_TONE: Readonly<Record<ClaimState, Tone>> = {
  stopped: 'over',
  ended: 'over',
  gone: 'over',
  notYet: 'waiting',
  open: 'good',
};

export const LONG_JOB_STATE_TEXT: Readonly<Record<LongJobState, string>> = {
  waiting: '等待中',
  running: '进行中',
  done: '已完成',
  failed: '失败',
  cancelled: '已取消',
};

export const LONG_JOB_STATE_TONE: Readonly<Record<LongJobState, Tone>> = {
  waiting: 'waiting',
  running: 'waiting',
  done: 'good',
  failed: 'bad',
  cancelled: 'over',
};

/** What came of passing a message on to WeChat; the inbox has it in any case. */
export const WECHAT_MESSAGE_STATE_TEXT: Readonly<Record<WechatMessageState, string>> = {
  none: '仅站内消息',
  waiting: '待推送',
  sent: '已推送',
  notAccepted: '会员未订阅',
  failed: '推送失败',
  unrecorded: '未记录',
};

export const WECHAT_MESSAGE_STATE_TONE: Readonly<Record<WechatMessageState, Tone>> = {
  none: 'over',
  waiting: 'waiting',
  sent: 'good',
  notAccepted: 'over',
  failed: 'bad',
  unrecorded: 'over',
};
