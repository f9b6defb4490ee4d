import { percentText } from '../client/moneyText';
import { fen, minFen, ZERO_FEN, type Fen } from '../money/fen';
import { floorShare, type Ratio } from '../money/ratio';
import { splitRoundingDown } from '../money/split';
import { yuanText } from '../money/text';
import { daysInMs } from '../time/shanghai';
import type { SettingValues } from './kinds';
import type { PlatformSettings, SettingKey } from './platformSettings';

/*
 * Examples of settings that change no ratio of an order: what happens, what a member sees, and when.
 */

const ORDER_FEN = fen(10_000);
const WEEKDAYS = '一二三四五六日';
const MINUTES_OF_A_DAY = 24 * 60;
const TEN_O_CLOCK = 10 * 60;

const shared = (who: string) => (isShared: boolean) =>
  isShared ? `${who}站在同一个队列里` : `${who}各站各的队列`;
const ofMall = shared('买龙井茶的人与买青瓷杯的人');
const ofStores = shared('在巷口面馆与半日书店网上下单的人');
const ofCashiers = shared('在巷口面馆与半日书店买单的人');

function resetText(schedule: NonNullable<SettingValues['resetSchedule']>): string {
  switch (schedule.every) {
    case 'day':
      return `每日 ${schedule.at}`;
    case 'week':
      return `每周${WEEKDAYS[schedule.weekday - 1] ?? ''} ${schedule.at}`;
    case 'month':
      return `每月 ${schedule.day} 日 ${schedule.at}`;
    case 'once':
      return `${schedule.date} ${schedule.at}`;
  }
}

/** A moment some minutes after ten in the morning of a first of March. */
function afterTen(minutes: number): string {
  const of = TEN_O_CLOCK + minutes;
  const clock = [Math.floor(of / 60) % 24, of % 60].map((part) => String(part).padStart(2, '0')).join(':');
  const days = Math.floor(of / MINUTES_OF_A_DAY);
  return days === 0 ? clock : `${days === 1 ? '次日' : `${days} 天后的`} ${clock}`;
}

/** The first of March, some days later: `3月11日`. */
function afterFirstOfMarch(days: number): string {
  const date = new Date(Date.UTC(2026, 2, 1) + daysInMs(days));
  return `${date.getUTCFullYear() === 2026 ? '' : `${date.getUTCFullYear()}年`}${date.getUTCMonth() + 1}月${date.getUTCDate()}日`;
}

const ASSETS = { points: '积分', love: '爱心值', voucher: '购物券' } as const;
const ASSET_NAMES = Object.keys(ASSETS) as (keyof typeof ASSETS)[];

function transferText(rules: NonNullable<SettingValues['transfer']>): string | null {
  const each = ASSET_NAMES.flatMap((asset) => {
    const limits = rules[asset];
    if (limits === undefined) return [];
    const [least, most, daily] = [limits.min, limits.max, limits.daily].map((amount) =>
      yuanText(fen(amount)),
    );
    return `${ASSETS[asset]}一次 ${least} 至 ${most}，一天共 ${daily}`;
  });
  return each.length === 0 ? null : each.join('；');
}

/** ¥100.00 among one member of each level, as a dividend is split: SPEC section 9. */
function dividendText(weights: Readonly<Record<string, number>>): string | null {
  const each = Object.entries(weights).filter(([, weight]) => weight > 0);
  if (each.length === 0) return null;
  const amounts = splitRoundingDown(
    ORDER_FEN,
    each.map(([, weight]) => weight),
  );
  const parts = each.map(([level], index) => `${level} ¥${yuanText(amounts[index] ?? ZERO_FEN)}`);
  return `分红 ¥100.00，各等级一人：${parts.join('，')}`;
}

type PlainKey = Extract<
  SettingKey,
  | 'newProductsEnabled'
  | 'deductedOrdersJoin'
  | 'settleOn'
  | 'payoutOrder'
  | 'featureName'
  | 'exchangeName'
  | `${string}${'Shares' | 'Share'}Queue`
  | 'resetSchedule'
  | 'payoutsPaused'
  | `show${string}`
  | 'unclaimed'
  | 'payOwnOrder'
  | 'scheme'
  | 'unionPayoutAt'
  | 'dividend'
  | 'resetNoticeHours'
  | 'autoConfirmDays'
  | 'unpaidMinutes'
  | 'transfer'
  | `invite${string}`
>;

const share = (amount: Fen, ratio: Ratio): string => `¥${yuanText(floorShare(amount, ratio))}`;
const extracted = ({ extractionRatio }: PlatformSettings): string => share(ORDER_FEN, extractionRatio);

/** What an order gives to the line, in either scheme. SPEC sections 6 and 8. @param paidFen what was paid for it */
export const givesText = (settings: PlatformSettings, paidFen: Fen = ORDER_FEN): string =>
  settings.scheme === 'union'
    ? `利润的 ${percentText(settings.union.poolRatio)} 进入奖金池`
    : `给前面 ${share(paidFen, settings.extractionRatio)}`;

/** What the first buyer of all gets from the own order: what it gives, up to the own entitlement. */
const ownFen = ({ payOwnOrder, extractionRatio, entitlementRatio }: PlatformSettings): Fen =>
  payOwnOrder
    ? minFen(floorShare(ORDER_FEN, extractionRatio), floorShare(ORDER_FEN, entitlementRatio))
    : ZERO_FEN;

// prettier-ignore
export const PLAIN_EXAMPLES: Readonly<Record<PlainKey, (settings: PlatformSettings) => string>> = {
  newProductsEnabled: ({ newProductsEnabled: on }) => on
    ? '今天新建的商品一上架就参与，可以在商品里单独关闭'
    : '今天新建的商品不参与，要在商品里单独开启',
  deductedOrdersJoin: (settings) => {
    const paid = fen(8_000);
    return `¥100.00 的订单用积分抵扣 ¥20.00：${givesText(settings, paid)}，${
      settings.deductedOrdersJoin ? `自己的权益 ${share(paid, settings.entitlementRatio)}` : '自己不排队'}`;
  },
  settleOn: (settings) => `3月1日付款、3月8日完成的 ¥100.00 订单：${settings.settleOn === 'paid' ? '3月1日' : '3月8日'}${givesText(settings)}`,
  payoutOrder: ({ payoutOrder }) => payoutOrder === 'strict'
    ? '排在最前的人订单还没完成：照样先给他'
    : '排在最前的人订单还没完成：保留位置，先给后面订单已完成的人',
  featureName: ({ featureName }) => `会员看到：「${featureName}」`,
  exchangeName: ({ exchangeName }) => `按钮上写着：「${exchangeName}」`,
  mallSharesQueue: ({ mallSharesQueue }) => ofMall(mallSharesQueue),
  storesShareQueue: ({ storesShareQueue }) => ofStores(storesShareQueue),
  cashiersShareQueue: ({ cashiersShareQueue }) => ofCashiers(cashiersShareQueue),
  resetSchedule: ({ resetSchedule, resetNoticeHours }) => resetSchedule === null
    ? '在等的权益一直保留'
    : `${resetText(resetSchedule)} 作废仍在等的权益，提前 ${resetNoticeHours} 小时通知`,
  payoutsPaused: (settings) => settings.payoutsPaused
    ? '新订单照常排队，现在不给任何人发放'
    : settings.scheme === 'union'
    ? `每天 ${settings.unionPayoutAt} 照常沿队列发放`
    : `¥100.00 的订单照常给前面 ${extracted(settings)}`,
  showProgress: ({ showProgress: on }) => on ? '会员看到：第 12 位，前面还有 11 位' : '会员看不到排队号与进程',
  showRewardedTotal: ({ showRewardedTotal: on }) => on ? '会员看到：累计奖励 ¥32.00' : '会员看不到累计奖励',
  showPending: ({ showPending: on }) => on ? '会员看到：待奖励的权益' : '会员看不到待奖励',
  showMember: ({ showMember: on }) => on ? '别的会员看到：头像与「小*」' : '别的会员看不到头像与名字',
  showPendingAmounts: ({ showPendingAmounts: on }) => on ? '会员看到：待奖励 ¥68.00' : '会员看不到待奖励的金额',
  unclaimed: (settings) => settings.scheme === 'union'
    ? '工会排队的奖金池总是留给之后的人'
    : `没有人在等时，¥100.00 的订单提取的 ${extracted(settings)} ${settings.unclaimed === 'return' ? '退回平台' : '留在奖金池，给之后的人'}`,
  payOwnOrder: (settings) => settings.scheme === 'union'
    ? '工会排队每天沿队列发放，不看是谁的订单'
    : `第一个买 ¥100.00 的人，从自己的订单得到 ¥${yuanText(ownFen(settings))}`,
  scheme: (settings) => settings.scheme === 'perOrder'
    ? `每笔 ¥100.00 的订单都立即给前面 ${extracted(settings)}`
    : `利润的一部分进入奖金池，每天 ${settings.unionPayoutAt} 沿队列发放一次`,
  unionPayoutAt: ({ scheme, unionPayoutAt }) => scheme === 'union'
    ? `每天 ${unionPayoutAt} 发放奖金池`
    : `改用工会排队后，每天 ${unionPayoutAt} 发放奖金池`,
  dividend: ({ dividend }) => dividendText(dividend.weights) ?? '没有设置权重，不能分红',
  resetNoticeHours: ({ resetNoticeHours }) => resetNoticeHours === 0
    ? '清零或结束队列时才通知'
    : `清零或结束队列之前 ${resetNoticeHours} 小时通知在等的会员`,
  autoConfirmDays: ({ autoConfirmDays }) => `3月1日发货，没有确认收货：${afterFirstOfMarch(autoConfirmDays)}自动完成`,
  unpaidMinutes: ({ unpaidMinutes }) => `10:00 下单，没有付款：${afterTen(unpaidMinutes)} 关闭`,
  transfer: ({ transfer }) => (transfer && transferText(transfer)) ?? '会员之间不能转赠',
  inviteTitle: ({ inviteTitle }) => `海报上写着：「${inviteTitle}」`,
  inviteText: ({ inviteText }) => `海报上写着：「${inviteText}」`,
  inviteValidHours: ({ inviteValidHours }) => inviteValidHours === 0
    ? '3月1日扫码，什么时候首次登录都绑定邀请人'
    : `10:00 扫码，${afterTen(inviteValidHours * 60)} 以后首次登录就不再绑定邀请人`,
};
