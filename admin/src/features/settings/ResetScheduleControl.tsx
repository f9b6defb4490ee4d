import { Input, Select, Space } from 'antd';
import type { ResetSchedule } from '@paifan/shared/settings/kinds';
import { ClockInput, Part, WholeNumberInput, type InputProps } from './inputs';
import { Optional } from './Optional';
import { pickedNow } from '../../ui/shopClock';

const WEEKDAYS = ['一', '二', '三', '四', '五', '六', '日'].map((day, index) => ({
  value: index + 1,
  label: `星期${day}`,
}));

const EVERY: Readonly<Record<ResetSchedule['every'], string>> = {
  day: '每日',
  week: '每周',
  month: '每月',
  once: '指定时间',
};

const scheduleOf = (every: ResetSchedule['every'], at: string): ResetSchedule => {
  switch (every) {
    case 'day':
      return { every, at };
    case 'week':
      return { every, weekday: 1, at };
    case 'month':
      return { every, day: 1, at };
    case 'once':
      return { every, date: pickedNow().add(1, 'day').format('YYYY-MM-DD'), at };
  }
};

/** When waiting entries are cleared. */
export const ResetScheduleControl = ({ value, onChange, label }: InputProps<ResetSchedule | null>) => (
  <Optional label={label} value={value} onChange={onChange} fresh={{ every: 'day', at: '00:00' }}>
    {(schedule) => (
      <Space wrap>
        <Select
          aria-label="清零周期"
          style={{ width: 120 }}
          value={schedule.every}
          options={(Object.keys(EVERY) as ResetSchedule['every'][]).map((every) => ({
            value: every,
            label: EVERY[every],
          }))}
          onChange={(every) => onChange(scheduleOf(every, schedule.at))}
        />
        {schedule.every === 'week' ? (
          <Select
            aria-label="星期"
            value={schedule.weekday}
            options={WEEKDAYS}
            onChange={(weekday) => onChange({ ...schedule, weekday })}
          />
        ) : null}
        {schedule.every === 'month' ? (
          <Part name="日">
            <WholeNumberInput
              label="日"
              least={1}
              value={schedule.day}
              onChange={(day) => onChange({ ...schedule, day: Math.min(day, 31) })}
            />
          </Part>
        ) : null}
        {schedule.every === 'once' ? (
          <Input
            aria-label="日期"
            type="date"
            value={schedule.date}
            onChange={({ target }) => target.value !== '' && onChange({ ...schedule, date: target.value })}
          />
        ) : null}
        <ClockInput label="时间" value={schedule.at} onChange={(at) => onChange({ ...schedule, at })} />
      </Space>
    )}
  </Optional>
);
