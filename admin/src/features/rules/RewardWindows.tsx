import { Button, DatePicker, Space } from 'antd';
import dayjs from 'dayjs';
import type { RewardWindow } from '@paifan/shared/settings/rules';
import { ClockInput, Part, type InputProps } from '../settings/inputs';
import { EndClockInput } from './EndClockInput';

const dayOf = (text: string | undefined) => (text === undefined ? null : dayjs(text));

/** When a payment joins a line: times of day, on all days or on those of a span. */
export function RewardWindows({ value, onChange }: InputProps<readonly RewardWindow[]>) {
  const change = (index: number, next: Partial<RewardWindow>): void =>
    onChange(value.map((window, place) => (place === index ? { ...window, ...next } : window)));
  return (
    <Space orientation="vertical">
      {value.map((window, index) => (
        <Space key={index} wrap>
          <Part name="从">
            <ClockInput
              label={`时段 ${index + 1} 开始`}
              value={window.from}
              onChange={(from) => change(index, { from })}
            />
          </Part>
          <Part name="到">
            <EndClockInput
              label={`时段 ${index + 1} 结束`}
              value={window.to}
              onChange={(to) => change(index, { to })}
            />
          </Part>
          <DatePicker.RangePicker
            allowEmpty={[true, true]}
            placeholder={['每天', '每天']}
            value={[dayOf(window.fromDate), dayOf(window.toDate)]}
            onChange={(days) =>
              change(index, {
                fromDate: days?.[0]?.format('YYYY-MM-DD'),
                toDate: days?.[1]?.format('YYYY-MM-DD'),
              })
            }
          />
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
      <Button size="small" onClick={() => onChange([...value, { from: '09:00', to: '21:00' }])}>
        添加时段
      </Button>
    </Space>
  );
}
