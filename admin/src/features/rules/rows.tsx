import { Switch } from 'antd';
import type { ReactNode } from 'react';
import { ONE_RATIO } from '@paifan/shared/money/ratio';
import type { RuleSettings } from '@paifan/shared/settings/examples';
import { moneyText, percentText } from '@paifan/shared/client/moneyText';
import type { PlaceRules, RewardWindow } from '@paifan/shared/settings/rules';
import { CONTROLS } from '../settings/controls';
import { kindText } from '../settings/describe';
import { Part, RatioInput, WholeNumberInput } from '../settings/inputs';
import { LotteryControl } from '../settings/LotteryControl';
import { RewardWindows } from './RewardWindows';
import { SpendTiers } from './SpendTiers';

export type RuleKey = keyof PlaceRules;
type Own<Key extends RuleKey> = Exclude<PlaceRules[Key], undefined>;

/** One rule of a product, a store or a cashier: what it means, what stands where it is not set, and how it is set. */
export interface RuleRow<Key extends RuleKey> {
  readonly key: Key;
  readonly label: string;
  readonly help: string;
  /** What applies while it is not set. */
  readonly inherited: (platform: RuleSettings) => string;
  /** What the control begins with. */
  readonly fresh: (platform: RuleSettings) => Own<Key>;
  /** Its own value, in words. */
  readonly text: (value: Own<Key>) => string;
  readonly draw: (
    value: Own<Key>,
    onChange: (value: Own<Key>) => void,
    levels: readonly string[],
  ) => ReactNode;
}

const RANDOM_RETURN = { cashSlots: 4, pointsSlots: 1 };

const windowText = ({ from, to, fromDate, toDate }: RewardWindow): string => {
  const days = fromDate === undefined && toDate === undefined ? '' : `${fromDate ?? ''} 至 ${toDate ?? ''} `;
  return `${days}${from}–${to}`;
};

type Rows = { readonly [Key in RuleKey]: RuleRow<Key> };

/** SPEC section 10: the rules of a product; a store's online sales and a cashier have `randomReturn` beside them. */
export const RULE_ROWS: Rows = {
  enabled: {
    key: 'enabled',
    label: '参与排队返利',
    help: '关闭后新订单不再提取，也不再排队',
    inherited: ({ enabled }) => (enabled ? '参与' : '参与（平台总开关已关闭，当前不生效）'),
    fresh: () => false,
    text: (value) => (value ? '参与' : '不参与'),
    draw: (value, onChange) => <Switch aria-label="参与排队返利" checked={value} onChange={onChange} />,
  },
  extractionRatio: {
    key: 'extractionRatio',
    label: '提取比例',
    help: '每笔实付金额中给前面队列的比例',
    inherited: ({ extractionRatio }) => kindText('ratio', extractionRatio),
    fresh: ({ extractionRatio }) => extractionRatio,
    text: percentText,
    draw: (value, onChange) => <RatioInput label="提取比例" value={value} onChange={onChange} />,
  },
  entitlementRatio: {
    key: 'entitlementRatio',
    label: '奖励权益',
    help: '排队权益等于实付金额乘以该比例',
    inherited: ({ entitlementRatio }) => kindText('ratio', entitlementRatio),
    fresh: ({ entitlementRatio }) => entitlementRatio,
    text: percentText,
    draw: (value, onChange) => <RatioInput label="奖励权益" value={value} onChange={onChange} />,
  },
  levelRatios: {
    key: 'levelRatios',
    label: '会员等级奖励权益',
    help: '会员有等级、且该等级在此有比例时，最先采用',
    inherited: ({ levelRatios }) => kindText('levelRatios', levelRatios),
    fresh: ({ levelRatios }) => levelRatios,
    text: (value) => kindText('levelRatios', value),
    draw: (value, onChange, levels) => (
      <CONTROLS.levelRatios label="会员等级奖励权益" value={value} onChange={onChange} levels={levels} />
    ),
  },
  spendTiers: {
    key: 'spendTiers',
    label: '消费阶梯',
    help: '会员近期已完成订单的实付达到金额后，按达到的最高比例',
    inherited: () => '无',
    fresh: () => [{ days: 30, minFen: 100_000, ratio: ONE_RATIO }],
    text: (value) =>
      value
        .map(({ days, minFen, ratio }) => `近 ${days} 天满 ${moneyText(minFen)} 为 ${percentText(ratio)}`)
        .join('，') || '无',
    draw: (value, onChange) => <SpendTiers label="消费阶梯" value={value} onChange={onChange} />,
  },
  lottery: {
    key: 'lottery',
    label: '抽奖奖励权益',
    help: '先按固定比例排队，会员抽一次奖决定比例',
    inherited: ({ lottery }) => kindText('lottery', lottery),
    fresh: () => ({ type: 'fixed', prizes: [{ ratio: ONE_RATIO, weight: 1 }] }),
    text: (value) => kindText('lottery', value),
    draw: (value, onChange) =>
      // What a rule of an earlier time may say: none of its own, which is the same as not set.
      value === null ? '无' : <LotteryControl label="抽奖奖励权益" value={value} onChange={onChange} />,
  },
  rewardWindows: {
    key: 'rewardWindows',
    label: '排队时段',
    help: '付款时间在任一时段内的订单才排队；不设置则不限',
    inherited: () => '不限',
    fresh: () => [{ from: '09:00', to: '21:00' }],
    text: (value) => value.map(windowText).join('，') || '不限',
    draw: (value, onChange) => <RewardWindows label="排队时段" value={value} onChange={onChange} />,
  },
  maxPerMember: {
    key: 'maxPerMember',
    label: '每人总次数上限',
    help: '每位会员最多排队多少次；0 表示不排队',
    inherited: () => '不限',
    fresh: () => 1,
    text: (value) => `${value} 次`,
    draw: (value, onChange) => <WholeNumberInput label="每人总次数上限" value={value} onChange={onChange} />,
  },
  maxPerMemberPerDay: {
    key: 'maxPerMemberPerDay',
    label: '每人每日次数上限',
    help: '每位会员每日最多排队多少次；0 表示不排队',
    inherited: () => '不限',
    fresh: () => 1,
    text: (value) => `每日 ${value} 次`,
    draw: (value, onChange) => (
      <WholeNumberInput label="每人每日次数上限" value={value} onChange={onChange} />
    ),
  },
  randomReturn: {
    key: 'randomReturn',
    label: '随机返',
    help: '每组中随机的若干名额直接转为积分；须先在平台设置积分兑换比例',
    inherited: ({ randomReturn }) => kindText('randomReturn', randomReturn),
    fresh: ({ randomReturn }) => randomReturn ?? RANDOM_RETURN,
    text: (value) => kindText('randomReturn', value),
    draw: (value, onChange) => (
      <>
        <Part name="使用随机返">
          <Switch
            aria-label="使用随机返"
            checked={value !== null}
            onChange={(on) => onChange(on ? RANDOM_RETURN : null)}
          />
        </Part>
        {value === null ? null : (
          <>
            <Part name="现金名额">
              <WholeNumberInput
                label="现金名额"
                least={1}
                value={value.cashSlots}
                onChange={(cashSlots) => onChange({ ...value, cashSlots })}
              />
            </Part>
            <Part name="积分名额">
              <WholeNumberInput
                label="积分名额"
                least={1}
                value={value.pointsSlots}
                onChange={(pointsSlots) => onChange({ ...value, pointsSlots })}
              />
            </Part>
          </>
        )}
      </>
    ),
  },
};

export const PLACE_RULE_KEYS = Object.keys(RULE_ROWS) as RuleKey[];
/** What a product can have: everything but the random return. */
export const ITEM_RULE_KEYS = PLACE_RULE_KEYS.filter((key) => key !== 'randomReturn');
