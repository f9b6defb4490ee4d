import { Checkbox, Space } from 'antd';
import { ClockInput, type InputProps } from '../settings/inputs';

const END_OF_DAY = '24:00';

/** A time of day that may be the end of the day, which a clock cannot show. */
export const EndClockInput = ({ value, onChange, label }: InputProps<string>) => (
  <Space>
    {value === END_OF_DAY ? null : <ClockInput label={label} value={value} onChange={onChange} />}
    <Checkbox
      aria-label={`${label}到 24 点`}
      checked={value === END_OF_DAY}
      onChange={({ target }) => onChange(target.checked ? END_OF_DAY : '21:00')}
    >
      到 24 点
    </Checkbox>
  </Space>
);
