import { DatePicker } from 'antd';
import dayjs from 'dayjs';

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The day that the address names, if it names one: somebody may have typed it. */
export const dayOf = (text: string | undefined): string | undefined =>
  text !== undefined && DAY.test(text) && dayjs(text).isValid() ? text : undefined;

/** One day. @param empty what it means to choose none */
export const FilterDay = ({
  value,
  onChange,
  empty = '日期',
}: {
  value: string | undefined;
  onChange: (day: string | undefined) => void;
  empty?: string;
}) => {
  const day = dayOf(value);
  return (
    <DatePicker
      aria-label="日期"
      placeholder={empty}
      value={day === undefined ? null : dayjs(day)}
      onChange={(chosen: dayjs.Dayjs | null) => onChange(chosen?.format('YYYY-MM-DD'))}
    />
  );
};
