import { ONE_RATIO, ratio, ZERO_RATIO } from '../money/ratio';
import type { SettingKind, SettingValues } from './kinds';

/**
 * When a setting is read: fixed with the order when it is placed, when the event happens, or by a page or a job of its own.
 * SPEC section 3.
 */
export type AppliedIn = 'order' | 'event' | 'display' | 'catalog' | 'job' | 'wallet' | 'checkout' | 'members';

/** One setting: its number in SPEC section 10 (null: the further ones below the list) and all that a form needs. */
export interface SettingRow<Key extends string = string, Kind extends SettingKind = SettingKind> {
  readonly number: number | null;
  readonly key: Key;
  readonly label: string;
  readonly kind: Kind;
  readonly default: SettingValues[Kind];
  readonly appliedIn: AppliedIn;
  /** What it is for, as the console says it. */
  readonly help: string;
}

const row = <Key extends string, Kind extends SettingKind>(
  number: number | null,
  key: Key,
  label: string,
  kind: Kind,
  byDefault: SettingValues[Kind],
  appliedIn: AppliedIn,
  help: string,
): SettingRow<Key, Kind> => ({ number, key, label, kind, default: byDefault, appliedIn, help });

const NO_REFERRAL = { directRatio: ZERO_RATIO, indirectRatio: ZERO_RATIO, freezeDays: 0 };
const NO_ACCELERATION = { directRatio: ZERO_RATIO, indirectRatio: ZERO_RATIO };

// prettier-ignore
/** Every platform setting, once. SPEC section 10; 3 is an action, not a value: see ONE_CLICK_ENABLE, and SETTING_LIST for all of them. */
export const PLATFORM_SETTINGS = [
  row(1, 'enabled', '开启排队返利', 'switch', true, 'order', '关闭后新订单不再提取，也不再进入队列；已在队列中的权益保持不变'),
  row(2, 'newProductsEnabled', '商品排队返利', 'switch', true, 'catalog', '新建商品时默认参与排队返利'),
  row(4, 'deductedOrdersJoin', '抵扣订单', 'switch', true, 'order', '使用积分或爱心值抵扣的订单是否获得排队权益（关闭时仍参与提取）'),
  row(5, 'settleOn', '结算事件', 'settleOn', 'paid', 'order', '订单支付后或完成后提取'),
  row(6, 'payoutOrder', '待奖励队列奖励规则', 'payoutOrder', 'strict', 'event', '严格按排队顺序，或仅奖励订单已完成的权益'),
  row(7, 'featureName', '自定义名称', 'text', '排队返利', 'display', '会员看到的功能名称'),
  row(8, 'exchangeName', '兑换自定义名称', 'text', '兑换', 'display', '会员看到的兑换按钮名称'),
  row(9, 'extractionRatio', '提取比例', 'ratio', ratio('0.1'), 'order', '每笔订单实付金额中给前面队列的比例'),
  row(10, 'entitlementRatio', '默认奖励权益', 'ratio', ONE_RATIO, 'order', '排队权益等于实付金额乘以该比例'),
  row(10, 'levelRatios', '会员等级奖励权益', 'levelRatios', {}, 'order', '按会员等级设置的奖励权益比例'),
  row(11, 'lottery', '抽奖奖励权益', 'lottery', null, 'order', '会员抽奖决定奖励权益比例：固定奖项或区间'),
  row(12, 'exchange', '兑换比例', 'exchange', {}, 'event', '待奖励金额兑换积分、爱心值、购物券的比例'),
  row(13, 'mallSharesQueue', '商家队列', 'switch', true, 'order', '商城商品共用一个队列，关闭后每个商品一个队列'),
  row(14, 'storesShareQueue', '所有门店队列', 'switch', false, 'order', '所有门店共用一个队列，关闭后每个门店一个队列'),
  row(15, 'cashiersShareQueue', '所有收银台队列', 'switch', false, 'order', '所有收银台共用一个队列，关闭后每个收银台一个队列'),
  row(16, 'randomReturn', '随机返', 'randomReturn', null, 'order', '每组中随机的若干名额直接转为积分，需要先设置积分兑换比例'),
  row(17, 'resetSchedule', '队列奖励清零', 'resetSchedule', null, 'job', '定期清零仍在等待的权益：每日、每周、每月或指定时间'),
  row(18, 'payoutsPaused', '队列奖励暂停', 'switch', false, 'event', '暂停期间照常排队，不发放奖励'),
  row(19, 'showProgress', '队列进程', 'switch', true, 'display', '显示排队号、进程与按钮'),
  row(20, 'showRewardedTotal', '累计奖励', 'switch', true, 'display', '显示累计奖励'),
  row(21, 'showPending', '待奖励', 'switch', true, 'display', '显示待奖励'),
  row(22, 'showMember', '会员信息', 'switch', true, 'display', '显示会员头像与昵称（脱敏）'),
  row(23, 'showPendingAmounts', '待奖励金额', 'switch', true, 'display', '显示待奖励金额'),
  row(null, 'unclaimed', '无人可奖励的提取金额', 'unclaimed', 'return', 'event', '退回平台，或留在奖金池'),
  row(null, 'capAtProfit', '提取不超过利润', 'switch', true, 'order', '每笔提取不超过该笔利润'),
  row(null, 'payOwnOrder', '本单可奖励本单', 'switch', false, 'order', '先入队再提取，自己的订单排在最后也可获得奖励'),
  row(null, 'scheme', '返利模式', 'scheme', 'perOrder', 'order', '逐单提取，或工会排队（每日利润奖金池）'),
  row(null, 'union', '工会排队', 'union', { poolRatio: ratio('0.6'), dailyCapFen: null }, 'order', '利润进入奖金池的比例，以及每次发放的上限'),
  row(null, 'unionPayoutAt', '工会排队发放时间', 'clock', '23:00', 'job', '每日发放奖金池的时间'),
  row(null, 'acceleration', '动态加速', 'acceleration', NO_ACCELERATION, 'order', '被邀请人的订单提前奖励邀请人最早的权益'),
  row(null, 'referral', '推荐奖励', 'referral', NO_REFERRAL, 'order', '直推与间推奖励比例，完成后冻结天数（适用于全部冻结奖励）'),
  row(null, 'team', '团队级差', 'team', { levelRatios: {}, maxDepth: 2 }, 'order', '按等级差额向上奖励'),
  row(null, 'recruitment', '招商奖励', 'recruitment', { ratio: ZERO_RATIO }, 'order', '引进门店的会员获得平台抽成的比例'),
  row(null, 'dividend', '股东分红', 'dividend', { weights: {} }, 'event', '按会员等级权重分配'),
  row(null, 'brake', '控盘刹车', 'brake', null, 'order', '近30天流入与待奖励之比低于下限时，下单的奖励权益比例乘以系数'),
  row(null, 'paymentFeeRatio', '支付手续费', 'ratio', ratio('0.006'), 'job', '利润校验时计入的支付手续费'),
  row(null, 'pointsPerYuan', '消费送积分', 'ratio', ZERO_RATIO, 'order', '每消费1元赠送的积分'),
  row(null, 'deductions', '积分与爱心值抵扣', 'deductions', { points: null, love: null }, 'checkout', '抵扣价值与上限'),
  row(null, 'loveReleaseRatio', '爱心值释放', 'ratio', ZERO_RATIO, 'job', '冻结爱心值每日释放的比例'),
  row(null, 'resetNoticeHours', '清零提前通知', 'wholeNumber', 24, 'job', '清零前多少小时通知会员'),
  row(null, 'autoConfirmDays', '自动确认收货', 'wholeNumber', 10, 'job', '发货后多少天自动完成'),
  row(null, 'unpaidMinutes', '未支付关闭', 'wholeNumber', 15, 'job', '下单后多少分钟未支付自动关闭'),
  row(null, 'withdrawal', '提现', 'withdrawal', { minFen: 100, dailyFen: 200_000, dailyCount: 3, feeRatio: ZERO_RATIO, reviewAboveFen: 0, realNameFromFen: 200_000 }, 'wallet', '最低金额、每日金额与次数上限、手续费、审核与实名'),
  row(null, 'transfer', '转赠', 'transfer', null, 'wallet', '积分、爱心值、购物券是否可转赠，以及每次与每日的数量'),
  row(null, 'inviteTitle', '邀请海报标题', 'text', '邀请您来看看', 'display', '邀请海报与分享卡片的标题'),
  row(null, 'inviteText', '邀请海报文字', 'text', '我常逛的小店，扫码进来看看', 'display', '邀请海报上的一句话，不得承诺收益'),
  row(null, 'inviteValidHours', '邀请有效期', 'wholeNumber', 0, 'members', '扫码后多少小时内首次登录才绑定邀请人，0 表示不限'),
] as const;

type AnyRow = (typeof PLATFORM_SETTINGS)[number];
export type SettingKey = AnyRow['key'];

/** One version of the platform's settings. */
export type PlatformSettings = {
  readonly [Row in AnyRow as Row['key']]: SettingValues[Row['kind']];
};

/** Setting 3: turns the rebate on for all existing mall products at once; it is done, not kept. */
export const ONE_CLICK_ENABLE = {
  number: 3,
  key: 'oneClickEnable',
  label: '一键启用',
  default: '不启用，现有商品各按自己的开关',
  help: '为现有全部商城商品（自营、供应商、供应链）开启排队返利',
} as const;

const isBeforeIt = ({ number }: AnyRow): boolean => number !== null && number < ONE_CLICK_ENABLE.number;

/** What the console lists: every setting of the table, and 3 in its place. */
export const SETTING_LIST: readonly (AnyRow | typeof ONE_CLICK_ENABLE)[] = [
  ...PLATFORM_SETTINGS.filter(isBeforeIt),
  ONE_CLICK_ENABLE,
  ...PLATFORM_SETTINGS.filter((row) => !isBeforeIt(row)),
];

/** The settings of a new platform. */
export const defaultSettings = (): PlatformSettings =>
  Object.fromEntries(
    PLATFORM_SETTINGS.map(({ key, default: value }) => [key, value]),
  ) as unknown as PlatformSettings;
