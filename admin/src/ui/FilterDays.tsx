import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { TIME_FIELD } from './timeField';

/** A span of days, both included; either may be left open. */
export const FilterDays = ({
  from,
  to,
  onChange,
}: {
  from: string | undefined;
  to: string | undefined;
  onChange: (days: { from: string | undefined; to: string | undefined }) => void;
}) => (
  <DatePicker.RangePicker
    {...TIME_FIELD}
    allowEmpty={[true, true]}
    value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
    onChange={(days) =>
      onChange({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
    }
  />
);
