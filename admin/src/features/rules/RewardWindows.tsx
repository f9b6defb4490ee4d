import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import type { RewardWindow } from '@paifan/shared/settings/rules';
import { ClockInput, Part, type InputProps } from '../settings/inputs';
import { RowsInput } from '../settings/RowsInput';
import { EndClockInput } from './EndClockInput';

const FRESH: RewardWindow = { from: '09:00', to: '21:00' };

const dayOf = (text: string | undefined) => (text === undefined ? null : dayjs(text));

/** When a payment joins a line: times of day, on all days or on those of a span. */
export const RewardWindows = ({ value, onChange }: InputProps<readonly RewardWindow[]>) => (
  <RowsInput rows={value} onChange={onChange} fresh={FRESH} add="添加时段">
    {(window, change, nth) => (
      <>
        <Part name="从">
          <ClockInput label={`时段 ${nth} 开始`} value={window.from} onChange={(from) => change({ from })} />
        </Part>
        <Part name="到">
          <EndClockInput label={`时段 ${nth} 结束`} value={window.to} onChange={(to) => change({ to })} />
        </Part>
        <DatePicker.RangePicker
          allowEmpty={[true, true]}
          placeholder={['每天', '每天']}
          value={[dayOf(window.fromDate), dayOf(window.toDate)]}
          onChange={(days) =>
            change({
              fromDate: days?.[0]?.format('YYYY-MM-DD'),
              toDate: days?.[1]?.format('YYYY-MM-DD'),
            })
          }
        />
      </>
    )}
  </RowsInput>
);
