import type { ResetSchedule } from '../../settings/kinds';
import type { PlatformSettings } from '../../settings/platformSettings';
import {
  dayOfText,
  dayText,
  minuteOfClock,
  shanghaiDay,
  startOfDay,
  type Day,
  type Instant,
} from '../../time/shanghai';

/** Monday is 1, Sunday 7. 1970-01-01 was a Thursday. */
const weekdayOf = (day: Day): number => ((((day + 3) % 7) + 7) % 7) + 1;

const dayOfMonth = (day: Day): number => Number(dayText(day).slice(-2));

/** Are queues cleared on this day of Shanghai, at the schedule's clock? SPEC section 7, reset. */
export function isResetDay(schedule: ResetSchedule, day: Day): boolean {
  switch (schedule.every) {
    case 'day':
      return true;
    case 'week':
      return weekdayOf(day) === schedule.weekday;
    case 'month':
      return (
        dayOfMonth(day) === schedule.day || (dayOfMonth(day) < schedule.day && dayOfMonth(day + 1) === 1)
      );
    case 'once':
      return dayText(day) === schedule.date;
  }
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The next time of a schedule from a moment on, that moment included; null: there is none any more. */
export function nextReset(schedule: ResetSchedule, from: Instant): Instant | null {
  if (schedule.every === 'once') {
    const at = timeOn(schedule, dayOfText(schedule.date));
    return at >= from ? at : null;
  }
  // Every schedule has its day at least once in two months.
  const today = shanghaiDay(from);
  for (let day = today; day <= today + 62; day += 1) {
    const at = timeOn(schedule, day);
    if (isResetDay(schedule, day) && at >= from) return at;
  }
  throw new Error(`a schedule without a day: ${JSON.stringify(schedule)}`);
}

const timeOn = ({ at }: ResetSchedule, day: Day): Instant => startOfDay(day) + minuteOfClock(at) * MINUTE;

/** Is this moment one of the schedule's? */
export const isResetTime = (schedule: ResetSchedule | null, at: Instant): boolean =>
  schedule !== null && nextReset(schedule, at) === at;

/** How long before a reset, or a wind-down, those who wait are told; milliseconds. */
export const noticeMs = ({ resetNoticeHours }: Pick<PlatformSettings, 'resetNoticeHours'>): number =>
  resetNoticeHours * HOUR;
