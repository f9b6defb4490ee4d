import { Button, Space, Switch } from 'antd';
import { hoursText, type OpenHours } from '@paifan/shared/merchants/hours';
import { EndClockInput } from '../rules/EndClockInput';
import { ClockInput } from '../settings/inputs';

const DAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
const EVERY_DAY: readonly OpenHours[] = DAYS.map((_, index) => ({
  weekday: index + 1,
  from: '09:00',
  to: '21:00',
}));

/** Opening hours by day of the week; what goes over midnight is two spans. null: not known. */
export function HoursInput({
  value = null,
  onChange = () => undefined,
}: {
  /** Given by a form, which is why they may be absent. */
  value?: readonly OpenHours[] | null;
  onChange?: (value: readonly OpenHours[] | null) => void;
}) {
  return (
    <Space orientation="vertical">
      <Space>
        <Switch
          aria-label="按星期设置营业时间"
          checked={value !== null}
          onChange={(on) => onChange(on ? EVERY_DAY : null)}
        />
        <span className="quiet">{value === null ? '不设置' : hoursText(value)}</span>
      </Space>
      {value === null
        ? null
        : DAYS.map((name, index) => (
            <Day
              key={name}
              name={name}
              weekday={index + 1}
              hours={value.filter(({ weekday }) => weekday === index + 1)}
              onChange={(hours) =>
                onChange([...value.filter(({ weekday }) => weekday !== index + 1), ...hours].sort(byDay))
              }
            />
          ))}
    </Space>
  );
}

const byDay = (a: OpenHours, b: OpenHours): number => a.weekday - b.weekday;

function Day({
  name,
  weekday,
  hours,
  onChange,
}: {
  name: string;
  weekday: number;
  hours: readonly OpenHours[];
  onChange: (hours: OpenHours[]) => void;
}) {
  const change = (index: number, next: Partial<OpenHours>): void =>
    onChange(hours.map((span, place) => (place === index ? { ...span, ...next } : span)));
  return (
    <Space wrap>
      <span style={{ display: 'inline-block', minWidth: 40 }}>{name}</span>
      {hours.length === 0 ? <span className="quiet">休息</span> : null}
      {hours.map((span, index) => (
        <Space key={index}>
          <ClockInput
            label={`${name}开门 ${index + 1}`}
            value={span.from}
            onChange={(from) => change(index, { from })}
          />
          至
          <EndClockInput
            label={`${name}关门 ${index + 1}`}
            value={span.to}
            onChange={(to) => change(index, { to })}
          />
          <Button
            size="small"
            type="text"
            danger
            onClick={() => onChange(hours.filter((_, place) => place !== index))}
          >
            移除
          </Button>
        </Space>
      ))}
      <Button
        size="small"
        type="text"
        aria-label={`${name}添加时段`}
        onClick={() => onChange([...hours, { weekday, from: '09:00', to: '21:00' }])}
      >
        添加时段
      </Button>
    </Space>
  );
}
