import type { Entry, EntryHistory, Payout } from './api/queries';

/** How the state of an entry is called. */
export const ENTRY_STATE_TEXT: Record<Entry['state'], string> = {
  waiting: '在排',
  done: '已完成',
  exchanged: '已兑换',
  converted: '已转积分',
  cleared: '已清零',
  cancelled: '已取消',
};

const PAYOUT_TEXT: Record<string, string> = {
  line: '按先后顺序',
  directAcceleration: '邀请的人下单，加速',
  indirectAcceleration: '间接邀请的人下单，加速',
  unionPayout: '每日奖池',
  resume: '恢复后发放',
  takenBack: '订单退款，收回',
};

/** Why money came to an entry, or left it. */
export const payoutText = ({ kind }: Payout): string => PAYOUT_TEXT[kind] ?? kind;

/** What the present pace would mean: a range of days or that nothing can be said, never a date. */
export function estimateText({ fromDays, toDays }: NonNullable<EntryHistory['estimate']>): string {
  if (fromDays === null || toDays === null) return '按目前速度暂无法估计';
  return fromDays === toDays ? `按近期速度约 ${fromDays} 天` : `按近期速度约 ${fromDays}–${toDays} 天`;
}

/** The queue and the entry's number in it, where the shop shows the number. */
export const queueText = ({ queueName, number }: Entry): string =>
  number === undefined ? queueName : `${queueName} · ${number} 号`;

/** The mechanism in three sentences. */
export const MECHANISM = [
  '每买一单，这一单可得的权益就排进队里。',
  '后来的订单会拿出一部分金额，按先后顺序分给前面的人。',
  '收到多少取决于后来的订单，不是承诺；每一分钱从哪来，这里都能查到。',
];

export const HONEST_NOTE = '权益来自后续订单的分享，不是承诺：何时收到、收到多少，取决于后来的订单。';

/** What a balance beside cash is called. */
export const ASSET_TEXT = { points: '积分', love: '爱心值', voucher: '购物券' } as const;
