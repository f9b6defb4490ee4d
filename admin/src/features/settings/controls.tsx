import { Input, Radio, Switch } from 'antd';
import type { ComponentType } from 'react';
import { ONE_RATIO, ratio, ZERO_RATIO } from '@paifan/shared/money/ratio';
import type { SettingKind, SettingValues } from '@paifan/shared/settings/kinds';
import { DeductionsControl, ExchangeControl, TransferControl } from './assetControls';
import { PAYOUT_ORDERS, SCHEMES, SETTLE_ON, UNCLAIMED } from './describe';
import { ClockInput, FenInput, Part, RatioInput, WholeNumberInput, type InputProps } from './inputs';
import { LotteryControl } from './LotteryControl';
import { Optional } from './Optional';
import { ResetScheduleControl } from './ResetScheduleControl';
import { TableInput } from './TableInput';

export interface ControlProps<Value> extends InputProps<Value> {
  /** The levels that members can have. */
  readonly levels: readonly string[];
}

type Controls = { readonly [Kind in SettingKind]: ComponentType<ControlProps<SettingValues[Kind]>> };

const choice =
  <Value extends string>(words: Readonly<Record<Value, string>>) =>
  ({ value, onChange, label }: ControlProps<Value>) => (
    <Radio.Group
      aria-label={label}
      value={value}
      onChange={({ target }) => onChange(target.value as Value)}
      options={(Object.keys(words) as Value[]).map((each) => ({ value: each, label: words[each] }))}
    />
  );

const LevelRatios = ({ value, onChange, levels }: ControlProps<SettingValues['levelRatios']>) => (
  <TableInput
    value={value}
    onChange={onChange}
    names={levels}
    fresh={ONE_RATIO}
    render={(each, change, name) => <RatioInput label={name} value={each} onChange={change} />}
  />
);

/** One control a kind of setting. */
export const CONTROLS: Controls = {
  switch: ({ value, onChange, label }) => <Switch aria-label={label} checked={value} onChange={onChange} />,
  text: ({ value, onChange, label }) => (
    <Input
      aria-label={label}
      style={{ width: 240 }}
      maxLength={20}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  ),
  ratio: RatioInput,
  wholeNumber: WholeNumberInput,
  clock: ClockInput,
  scheme: choice(SCHEMES),
  settleOn: choice(SETTLE_ON),
  payoutOrder: choice(PAYOUT_ORDERS),
  unclaimed: choice(UNCLAIMED),
  levelRatios: LevelRatios,
  lottery: ({ value, onChange, label }) => (
    <Optional
      label={label}
      value={value}
      onChange={onChange}
      fresh={{ type: 'fixed', prizes: [{ ratio: ONE_RATIO, weight: 1 }] }}
    >
      {(lottery) => <LotteryControl label={label} value={lottery} onChange={onChange} />}
    </Optional>
  ),
  exchange: ExchangeControl,
  randomReturn: ({ value, onChange, label }) => (
    <Optional label={label} value={value} onChange={onChange} fresh={{ cashSlots: 4, pointsSlots: 1 }}>
      {(rule) => (
        <>
          <Part name="现金名额">
            <WholeNumberInput
              label="现金名额"
              least={1}
              value={rule.cashSlots}
              onChange={(cashSlots) => onChange({ ...rule, cashSlots })}
            />
          </Part>
          <Part name="积分名额">
            <WholeNumberInput
              label="积分名额"
              least={1}
              value={rule.pointsSlots}
              onChange={(pointsSlots) => onChange({ ...rule, pointsSlots })}
            />
          </Part>
        </>
      )}
    </Optional>
  ),
  resetSchedule: ResetScheduleControl,
  union: ({ value, onChange }) => (
    <>
      <Part name="进入奖金池的利润">
        <RatioInput
          label="奖金池比例"
          value={value.poolRatio}
          onChange={(poolRatio) => onChange({ ...value, poolRatio })}
        />
      </Part>
      <Part name="每次发放上限">
        <Optional
          label="发放上限"
          value={value.dailyCapFen}
          fresh={100_000}
          onChange={(dailyCapFen) => onChange({ ...value, dailyCapFen })}
        >
          {(cap) => (
            <FenInput
              label="发放上限"
              value={cap}
              onChange={(dailyCapFen) => onChange({ ...value, dailyCapFen })}
            />
          )}
        </Optional>
      </Part>
    </>
  ),
  acceleration: ({ value, onChange }) => (
    <>
      <Part name="邀请人">
        <RatioInput
          label="直接加速"
          value={value.directRatio}
          onChange={(directRatio) => onChange({ ...value, directRatio })}
        />
      </Part>
      <Part name="间接邀请人">
        <RatioInput
          label="间接加速"
          value={value.indirectRatio}
          onChange={(indirectRatio) => onChange({ ...value, indirectRatio })}
        />
      </Part>
    </>
  ),
  referral: ({ value, onChange }) => (
    <>
      <Part name="直推">
        <RatioInput
          label="直推比例"
          value={value.directRatio}
          onChange={(directRatio) => onChange({ ...value, directRatio })}
        />
      </Part>
      <Part name="间推">
        <RatioInput
          label="间推比例"
          value={value.indirectRatio}
          onChange={(indirectRatio) => onChange({ ...value, indirectRatio })}
        />
      </Part>
      <Part name="冻结天数">
        <WholeNumberInput
          label="冻结天数"
          value={value.freezeDays}
          onChange={(freezeDays) => onChange({ ...value, freezeDays })}
        />
      </Part>
    </>
  ),
  team: ({ value, onChange, levels }) => (
    <>
      <TableInput
        value={value.levelRatios}
        onChange={(levelRatios) => onChange({ ...value, levelRatios })}
        names={levels}
        fresh={ZERO_RATIO}
        render={(each, change, name) => <RatioInput label={name} value={each} onChange={change} />}
      />
      <Part name="向上层数（最多 2）">
        <WholeNumberInput
          label="层数"
          value={value.maxDepth}
          onChange={(maxDepth) => onChange({ ...value, maxDepth })}
        />
      </Part>
    </>
  ),
  recruitment: ({ value, onChange, label }) => (
    <RatioInput label={label} value={value.ratio} onChange={(next) => onChange({ ratio: next })} />
  ),
  dividend: ({ value, onChange, levels }) => (
    <TableInput
      value={value.weights}
      onChange={(weights) => onChange({ weights })}
      names={levels}
      fresh={0}
      render={(each, change, name) => (
        <WholeNumberInput label={`${name}权重`} value={each} onChange={change} />
      )}
    />
  ),
  brake: ({ value, onChange, label }) => (
    <Optional
      label={label}
      value={value}
      onChange={onChange}
      fresh={{ floor: ratio('0.3'), factor: ratio('0.8') }}
    >
      {(brake) => (
        <>
          <Part name="流入低于待奖励的">
            <RatioInput
              label="下限"
              value={brake.floor}
              onChange={(floor) => onChange({ ...brake, floor })}
            />
          </Part>
          <Part name="权益乘以">
            <RatioInput
              label="系数"
              value={brake.factor}
              onChange={(factor) => onChange({ ...brake, factor })}
            />
          </Part>
        </>
      )}
    </Optional>
  ),
  deductions: DeductionsControl,
  withdrawal: ({ value, onChange }) => (
    <>
      {(
        [
          ['minFen', '最低金额'],
          ['dailyFen', '每日金额上限'],
          ['reviewAboveFen', '超过多少要审核'],
          ['realNameFromFen', '多少起需要实名'],
        ] as const
      ).map(([part, name]) => (
        <Part key={part} name={name}>
          <FenInput
            label={name}
            value={value[part]}
            onChange={(next) => onChange({ ...value, [part]: next })}
          />
        </Part>
      ))}
      <Part name="每日次数上限">
        <WholeNumberInput
          label="每日次数上限"
          value={value.dailyCount}
          onChange={(dailyCount) => onChange({ ...value, dailyCount })}
        />
      </Part>
      <Part name="手续费">
        <RatioInput
          label="手续费"
          value={value.feeRatio}
          onChange={(feeRatio) => onChange({ ...value, feeRatio })}
        />
      </Part>
    </>
  ),
  transfer: TransferControl,
};

/** The control of a setting, by its kind. */
export function Control<Kind extends SettingKind>({
  kind,
  ...props
}: ControlProps<SettingValues[Kind]> & { kind: Kind }) {
  const Drawn: ComponentType<ControlProps<SettingValues[Kind]>> = CONTROLS[kind];
  return <Drawn {...props} />;
}
