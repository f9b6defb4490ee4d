import { Radio, Space } from 'antd';
import { percentText } from '@paifan/shared/client/moneyText';
import { ONE_RATIO, ratio } from '@paifan/shared/money/ratio';
import type { Lottery } from '@paifan/shared/settings/rules';
import { Part, RatioInput, WholeNumberInput, type InputProps } from './inputs';
import { RowsInput } from './RowsInput';

type Fixed = Extract<Lottery, { type: 'fixed' }>;

/** The chance of a prize, for reading: two decimals of a percent, rounded down. */
const chance = (weight: number, all: number): string =>
  all === 0 ? '—' : percentText(`0.${String(Math.floor((weight * 10_000) / all)).padStart(4, '0')}`);

/** Prizes with weights, or a range in hundredths. */
export const LotteryControl = ({ value, onChange }: InputProps<Lottery>) => (
  <Space orientation="vertical">
    <Radio.Group
      aria-label="抽奖方式"
      value={value.type}
      options={[
        { value: 'fixed', label: '固定奖项' },
        { value: 'range', label: '区间' },
      ]}
      onChange={({ target }) =>
        onChange(
          target.value === 'range'
            ? { type: 'range', min: ratio('0.5'), max: ratio('1.5') }
            : { type: 'fixed', prizes: [{ ratio: ONE_RATIO, weight: 1 }] },
        )
      }
    />
    {value.type === 'range' ? (
      <>
        <Part name="从">
          <RatioInput label="区间下限" value={value.min} onChange={(min) => onChange({ ...value, min })} />
        </Part>
        <Part name="到">
          <RatioInput label="区间上限" value={value.max} onChange={(max) => onChange({ ...value, max })} />
        </Part>
      </>
    ) : (
      <Prizes value={value} onChange={onChange} />
    )}
  </Space>
);

function Prizes({ value, onChange }: { value: Fixed; onChange: (value: Fixed) => void }) {
  const { prizes } = value;
  const all = prizes.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <RowsInput
      rows={prizes}
      onChange={(next) => onChange({ ...value, prizes: next })}
      fresh={{ ratio: ONE_RATIO, weight: 1 }}
      add="添加奖项"
      least={1}
    >
      {(prize, change, nth) => (
        <>
          <Part name="权益比例">
            <RatioInput
              label={`奖项 ${nth} 比例`}
              value={prize.ratio}
              onChange={(next) => change({ ratio: next })}
            />
          </Part>
          <Part name="权重">
            <WholeNumberInput
              label={`奖项 ${nth} 权重`}
              least={1}
              value={prize.weight}
              onChange={(weight) => change({ weight })}
            />
          </Part>
          <span className="quiet">约 {prize.weight === all ? '100%' : chance(prize.weight, all)}</span>
        </>
      )}
    </RowsInput>
  );
}
