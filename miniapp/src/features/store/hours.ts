import type { OpenHours } from '@paifan/shared/merchants/hours';
import { minuteOfClock } from '@paifan/shared/time/shanghai';

/** Opening hours as they are written on a phone: the same hours on one or several days of the week. */
export interface HoursSpan {
  /** 1: Monday … 7: Sunday. */
  readonly weekdays: readonly number[];
  readonly from: string;
  /** Up to `24:00`. */
  readonly to: string;
}

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;

/** What a day may have at most. */
const MOST_A_DAY = 4;

const nameOf = ({ from, to }: Pick<HoursSpan, 'from' | 'to'>): string => `${from}–${to}`;

/** Hours by day, as spans: days with the same hours share one. */
export function spansOf(hours: readonly OpenHours[]): HoursSpan[] {
  const spans = new Map<string, HoursSpan>();
  for (const { weekday, from, to } of [...hours].sort((a, b) => a.weekday - b.weekday)) {
    const weekdays = spans.get(nameOf({ from, to }))?.weekdays ?? [];
    spans.set(nameOf({ from, to }), { weekdays: [...weekdays, weekday], from, to });
  }
  return [...spans.values()];
}

/** Spans as hours by day, in the order of the week and of the day. */
export const hoursOf = (spans: readonly HoursSpan[]): OpenHours[] =>
  WEEK.flatMap((weekday) =>
    spans
      .filter(({ weekdays }) => weekdays.includes(weekday))
      .map(({ from, to }) => ({ weekday, from, to }))
      .sort((a, b) => a.from.localeCompare(b.from)),
  );

/** What keeps hours from being saved, in a sentence; null: nothing. */
export function hoursProblem(spans: readonly HoursSpan[]): string | null {
  if (spans.some(({ weekdays }) => weekdays.length === 0)) return '请给每个时段选择星期';
  if (spans.some(({ from, to }) => minuteOfClock(from) >= minuteOfClock(to)))
    return '关门要晚于开门；营业过零点的，分成当天到 24:00 和次日从 00:00 两段';
  const hours = hoursOf(spans);
  const overlaps = hours.some(
    ({ weekday, from }, index) =>
      hours[index - 1]?.weekday === weekday &&
      minuteOfClock(hours[index - 1]?.to ?? from) > minuteOfClock(from),
  );
  if (overlaps) return '同一天的时段不能重叠';
  return WEEK.some((day) => hours.filter(({ weekday }) => weekday === day).length > MOST_A_DAY)
    ? `每天最多 ${MOST_A_DAY} 个时段`
    : null;
}

/** What a new span begins with: the whole week first, and then what is left to choose. */
export const nextSpan = (spans: readonly HoursSpan[]): HoursSpan => ({
  weekdays: spans.length === 0 ? [...WEEK] : [],
  from: '09:00',
  to: '21:00',
});

/** The span with this day among its days, or without it when it was. */
export const withDay = (span: HoursSpan, day: number): HoursSpan => ({
  ...span,
  weekdays: span.weekdays.includes(day)
    ? span.weekdays.filter((one) => one !== day)
    : [...span.weekdays, day].sort((a, b) => a - b),
});

/** A clock as a picker gives it, as the end of a day's hours: midnight is where the day ends. */
export const endOf = (clock: string): string => (clock === '00:00' ? '24:00' : clock);

/** The end of a day's hours as a picker takes it. */
export const clockOfEnd = (end: string): string => (end === '24:00' ? '00:00' : end);
