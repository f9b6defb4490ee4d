import { hundredthsText, moneyText, percentText } from '@paifan/shared/client/moneyText';
import type { SettingKind, SettingValues } from '@paifan/shared/settings/kinds';
import { PLATFORM_SETTINGS } from '@paifan/shared/settings/platformSettings';

/* What a setting holds, in words: for its default, for a comparison, for the last look before publishing. */

const NONE = '无';
const words =
  <Value extends string>(of: Readonly<Record<Value, string>>) =>
  (value: Value): string =>
    of[value];
const list = (parts: readonly (string | false | null | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string').join('，') || NONE;
const table = <Value>(values: Readonly<Record<string, Value>>, text: (value: Value) => string): string =>
  list(Object.entries(values).map(([name, value]) => `${name} ${text(value)}`));

export const SETTLE_ON = { paid: '订单支付后', completed: '订单完成后' } as const;
export const PAYOUT_ORDERS = { strict: '严格按排队顺序', completedFirst: '仅奖励订单已完成的权益' } as const;
export const UNCLAIMED = { return: '退回平台', carry: '留在奖金池' } as const;
export const SCHEMES = { perOrder: '逐单提取', union: '工会排队' } as const;
const WEEKDAYS = '一二三四五六日';

type Texts = { readonly [Kind in SettingKind]: (value: SettingValues[Kind]) => string };

// prettier-ignore
const TEXTS: Texts = {
  switch: (on) => (on ? '开启' : '关闭'),
  text: (text) => (text === '' ? NONE : text),
  ratio: percentText,
  wholeNumber: String,
  clock: (clock) => clock,
  scheme: words(SCHEMES),
  settleOn: words(SETTLE_ON),
  payoutOrder: words(PAYOUT_ORDERS),
  unclaimed: words(UNCLAIMED),
  levelRatios: (ratios) => table(ratios, percentText),
  lottery: (lottery) => lottery === null
    ? NONE
    : lottery.type === 'range'
      ? `${percentText(lottery.min)} 至 ${percentText(lottery.max)}`
      : list(lottery.prizes.map(({ ratio, weight }) => `${percentText(ratio)}（权重 ${weight}）`)),
  exchange: ({ points, love, voucher }) => list([
    points && `积分 ${percentText(points.ratio)}`,
    love && `爱心值 ${percentText(love.ratio)}${love.credit === 'frozen' ? '（先冻结）' : ''}`,
    voucher && `购物券 ${percentText(voucher.ratio)}`,
  ]),
  randomReturn: (rule) => (rule === null ? NONE : `现金 ${rule.cashSlots} 个名额，积分 ${rule.pointsSlots} 个名额`),
  resetSchedule: (schedule) => {
    switch (schedule?.every) {
      case undefined: return NONE;
      case 'day': return `每日 ${schedule.at}`;
      case 'week': return `每周${WEEKDAYS[schedule.weekday - 1] ?? ''} ${schedule.at}`;
      case 'month': return `每月 ${schedule.day} 日 ${schedule.at}`;
      case 'once': return `${schedule.date} ${schedule.at}`;
    }
  },
  union: ({ poolRatio, dailyCapFen }) =>
    list([`利润的 ${percentText(poolRatio)}`, dailyCapFen !== null && `每次最多 ${moneyText(dailyCapFen)}`]),
  acceleration: ({ directRatio, indirectRatio }) =>
    list([`邀请人 ${percentText(directRatio)}`, `间接邀请人 ${percentText(indirectRatio)}`]),
  referral: ({ directRatio, indirectRatio, freezeDays }) =>
    list([`直推 ${percentText(directRatio)}`, `间推 ${percentText(indirectRatio)}`, `冻结 ${freezeDays} 天`]),
  team: ({ levelRatios, maxDepth }) => list([table(levelRatios, percentText), `最多 ${maxDepth} 层`]),
  recruitment: ({ ratio }) => percentText(ratio),
  dividend: ({ weights }) => table(weights, String),
  brake: (brake) => (brake === null ? NONE : `流入低于待奖励的 ${percentText(brake.floor)} 时，权益乘以 ${percentText(brake.factor)}`),
  deductions: ({ points, love }) => list([
    points && `积分每个抵 ${points.valueRatio} 元，最多 ${percentText(points.maxRatio)}`,
    love && `爱心值每个抵 ${love.valueRatio} 元，最多 ${percentText(love.maxRatio)}`,
  ]),
  withdrawal: (limits) => list([
    `最低 ${moneyText(limits.minFen)}`,
    `每日最多 ${moneyText(limits.dailyFen)}、${limits.dailyCount} 次`,
    `手续费 ${percentText(limits.feeRatio)}`,
    limits.reviewAboveFen === 0 ? '每笔审核' : `超过 ${moneyText(limits.reviewAboveFen)} 审核`,
    `${moneyText(limits.realNameFromFen)} 起实名`,
  ]),
  transfer: (rules) => rules === null
    ? NONE
    : list((['points', 'love', 'voucher'] as const).map((asset) => {
        const limits = rules[asset];
        const name = { points: '积分', love: '爱心值', voucher: '购物券' }[asset];
        return limits && `${name}每次 ${hundredthsText(limits.min)} 至 ${hundredthsText(limits.max)}，每日 ${hundredthsText(limits.daily)}`;
      })),
};

/** A value of a setting of this kind, in words. */
export const kindText = <Kind extends SettingKind>(kind: Kind, value: SettingValues[Kind]): string =>
  TEXTS[kind](value);

/** A value that came with a setting's key. One that no setting knows any more, or that is there no more, is shown as it is. */
export function valueText(key: string, value: unknown): string {
  const row = PLATFORM_SETTINGS.find((each) => each.key === key);
  if (row === undefined || value === undefined) return JSON.stringify(value ?? null);
  try {
    // The API answers settings as the rules parsed them: a value under a key is of the kind of its row.
    return kindText(row.kind, value as SettingValues[typeof row.kind]);
  } catch {
    return JSON.stringify(value);
  }
}
