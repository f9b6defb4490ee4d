import type { QueueKey } from '@paifan/shared/ids/ids';
import type { BusinessEvent } from '@paifan/shared/ledger/templates';

/** What an instant looks like on the wire. */
export const instant = (date: Date): string => date.toISOString();
export const instantOrNull = (date: Date | null): string | null => date && instant(date);

const QUEUES: Readonly<Record<string, string>> = {
  mall: '商城队列',
  product: '商品队列',
  stores: '门店队列',
  store: '门店队列',
  cashiers: '收银台队列',
  cashier: '收银台队列',
  union: '工会队列',
};

/** The name of a queue, as members read it. */
export const queueName = (key: QueueKey): string => QUEUES[key.split(':')[0] ?? ''] ?? key;

const MOVEMENTS: Readonly<Record<BusinessEvent, string>> = {
  paymentReceived: '余额支付',
  paymentRefunded: '退款退回余额',
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
};

const isKnown = (event: string): event is BusinessEvent => event in MOVEMENTS;

/** Why an amount moved, as a member's bill says it. */
export const movementText = (event: string): string => (isKnown(event) ? MOVEMENTS[event] : event);
