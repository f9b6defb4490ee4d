/** What a kind of message tells, as operators choose its template. A test holds it against what the shop sends. */
export const MESSAGE_KINDS = {
  joined: '加入排队',
  rewarded: '权益到账',
  done: '一份权益全部到账',
  drawAvailable: '可以抽奖',
  drawn: '抽奖结果',
  exchanged: '兑换成功',
  queueMerged: '队列合并',
  queueClosing: '队列即将结束',
  closingCancelled: '队列不结束了',
  queueClosed: '队列已结束',
  resetComing: '队列即将清零',
  resetCancelled: '清零已取消',
  cleared: '队列已清零',
  rewardGranted: '获得推荐类奖励',
  rewardReleased: '推荐类奖励到账',
  rewardReduced: '推荐类奖励因退款调整',
  dividendPaid: '分红到账',
  orderPaid: '支付成功',
  orderClosed: '订单关闭',
  paymentReturned: '付款已退回',
  parcelSent: '订单发货',
  orderConfirmed: '自动确认收货',
  afterSale: '售后进展',
  purchasePoints: '购物积分到账',
  levelRaised: '等级提升',
  giftRedeemed: '礼品兑换',
  giftShipped: '礼品寄出',
  giftCancelled: '礼品订单取消',
  balanceAdjusted: '余额调整',
  transferSent: '转赠成功',
  transferReceived: '收到转赠',
  withdrawalRequested: '提现已申请',
  withdrawalApproved: '提现审核通过',
  withdrawalRejected: '提现审核未通过',
  withdrawalWaiting: '提现待确认收款',
  withdrawalPaid: '提现到账',
  withdrawalFailed: '提现失败',
  withdrawalCancelled: '提现撤销',
  applicationOffered: '入驻抽成待确认',
  applicationApproved: '入驻通过',
  applicationRejected: '入驻未通过',
  proposalApproved: '商品申请通过',
  proposalRejected: '商品申请未通过',
  merchantPaid: '货款已打款',
  payoutAccountChanged: '结算账户变更',
} as const;

export type MessageKind = keyof typeof MESSAGE_KINDS;

export const MESSAGE_KIND_NAMES = Object.keys(MESSAGE_KINDS) as [MessageKind, ...MessageKind[]];

/** What a message of this kind is called; one that no version of the shop sends any more by its own word. */
export const nameOfKind = (kind: string): string => (isKind(kind) ? MESSAGE_KINDS[kind] : kind);

const isKind = (kind: string): kind is MessageKind => MESSAGE_KIND_NAMES.some((name) => name === kind);
