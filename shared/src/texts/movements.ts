import type { BusinessEvent } from '../ledger/templates';

const MOVEMENTS: Readonly<Record<BusinessEvent, string>> = {
  setAside: '下单支付',
  setAsideReturned: '订单未付款，退回',
  paymentReceived: '订单付款',
  paymentRefunded: '订单退款',
  purchasePointsGiven: '消费赠送积分',
  purchasePointsTakenBack: '退款收回赠送积分',
  contribution: '提取',
  contributionWithdrawn: '退回提取',
  poolSwept: '奖金池余额退回平台',
  poolSweepReturned: '平台退回奖金池',
  queueMerged: '队列合并',
  payout: '排队权益到账',
  payoutTakenBack: '退款收回权益',
  rewardGranted: '奖励冻结',
  rewardReduced: '奖励调整',
  rewardReleased: '奖励到账',
  rewardTakenBack: '退款收回奖励',
  exchanged: '权益兑换',
  converted: '权益转为积分',
  broughtTakenBack: '退款收回兑换',
  loveReleased: '爱心值释放',
  dividendDeclared: '分红计提',
  dividendPaid: '股东分红',
  withdrawalRequested: '申请提现',
  withdrawalReturned: '提现未成功，退回余额',
  withdrawalPaid: '提现到账',
  transferred: '会员转赠',
  adjusted: '人工调账',
  giftRedeemed: '兑换礼品',
  payableBooked: '计入商户货款',
  payableReduced: '退款扣减商户货款',
  merchantPaid: '商户结算打款',
  giftReturned: '礼品取消，退回余额',
};

const isKnown = (event: string): event is BusinessEvent => event in MOVEMENTS;

/** Why an amount moved, as a member's bill says it. */
export const movementText = (event: string): string => (isKnown(event) ? MOVEMENTS[event] : event);
