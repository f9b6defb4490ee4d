import { Button, Space } from 'antd';
import { ONE_RATIO } from '@paifan/shared/money/ratio';
import type { SpendTier } from '@paifan/shared/settings/rules';
import { FenInput, Part, RatioInput, WholeNumberInput, type InputProps } from '../settings/inputs';

/** Who spent so much in so many days gets this ratio; the largest of those reached. */
export function SpendTiers({ value, onChange }: InputProps<readonly SpendTier[]>) {
  const change = (index: number, next: Partial<SpendTier>): void =>
    onChange(value.map((tier, place) => (place === index ? { ...tier, ...next } : tier)));
  return (
    <Space orientation="vertical">
      {value.map((tier, index) => (
        <Space key={index} wrap>
          <Part name="近">
            <WholeNumberInput
              label={`第 ${index + 1} 档天数`}
              least={1}
              value={tier.days}
              onChange={(days) => change(index, { days })}
            />
          </Part>
          <Part name="天满">
            <FenInput
              label={`第 ${index + 1} 档金额`}
              value={tier.minFen}
              onChange={(minFen) => change(index, { minFen })}
            />
          </Part>
          <Part name="权益">
            <RatioInput
              label={`第 ${index + 1} 档比例`}
              value={tier.ratio}
              onChange={(ratio) => change(index, { ratio })}
            />
          </Part>
          <Button
            size="small"
            type="text"
            danger
            onClick={() => onChange(value.filter((_, place) => place !== index))}
          >
            移除
          </Button>
        </Space>
      ))}
      <Button
        size="small"
        onClick={() => onChange([...value, { days: 30, minFen: 100_000, ratio: ONE_RATIO }])}
      >
        添加一档
      </Button>
    </Space>
  );
}
