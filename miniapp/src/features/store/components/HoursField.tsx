import { ClockField } from '@platform/ClockField';
import { Text, View } from '@tarojs/components';
import { hoursText } from '@paifan/shared/merchants/hours';
import { Button } from '@/ui/Button';
import { classNames } from '@/ui/classNames';
import { Tap } from '@/ui/Tap';
import { clockOfEnd, endOf, hoursOf, hoursProblem, nextSpan, WEEK, withDay, type HoursSpan } from '../hours';
import './HoursField.scss';

const DAYS = ['一', '二', '三', '四', '五', '六', '日'] as const;

interface Props {
  spans: readonly HoursSpan[];
  onChange(spans: HoursSpan[]): void;
}

/** When a store is open: spans with the days on which they hold, and above them how people will read it. */
export function HoursField({ spans, onChange }: Props) {
  const problem = hoursProblem(spans);
  const change = (index: number, span: HoursSpan): void =>
    onChange(spans.map((old, place) => (place === index ? span : old)));
  return (
    <View className="hours t-hours">
      <Text className={classNames('hours__told', 't-hours-told', problem !== null && 'hours__told--problem')}>
        {spans.length === 0 ? '没有填写' : (problem ?? hoursText(hoursOf(spans)))}
      </Text>
      {spans.map((span, index) => (
        <Span
          key={index}
          span={span}
          number={index + 1}
          onChange={(next) => change(index, next)}
          onRemove={() => onChange(spans.filter((_, place) => place !== index))}
        />
      ))}
      <Button
        className="t-add-hours"
        text={spans.length === 0 ? '填写营业时间' : '添加时段'}
        onTap={() => onChange([...spans, nextSpan(spans)])}
      />
    </View>
  );
}

interface SpanProps {
  span: HoursSpan;
  number: number;
  onChange(span: HoursSpan): void;
  onRemove(): void;
}

const Span = ({ span, number, onChange, onRemove }: SpanProps) => (
  <View className="hours__span t-hours-span">
    <View className="hours__days">
      {WEEK.map((day) => (
        <Tap
          key={day}
          className={classNames(
            'hours__day',
            span.weekdays.includes(day) && 'hours__day--on',
            `t-day-${day}`,
          )}
          label={`时段 ${number}：周${DAYS[day - 1]}`}
          selected={span.weekdays.includes(day)}
          onTap={() => onChange(withDay(span, day))}
        >
          <Text>{DAYS[day - 1]}</Text>
        </Tap>
      ))}
    </View>
    <View className="hours__clocks">
      <ClockField
        name={`时段 ${number}：开门`}
        value={span.from}
        className="hours__clock t-hours-from"
        onChange={(from) => onChange({ ...span, from })}
      />
      <Text className="muted">至</Text>
      <ClockField
        name={`时段 ${number}：关门`}
        value={clockOfEnd(span.to)}
        shown={span.to}
        className="hours__clock t-hours-to"
        onChange={(clock) => onChange({ ...span, to: endOf(clock) })}
      />
      <Button kind="quiet" className="hours__remove t-remove-hours" text="移除" onTap={onRemove} />
    </View>
  </View>
);
