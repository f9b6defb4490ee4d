import type { ResetSchedule } from '../../settings/kinds';
import { dayText, type Day } from '../../time/shanghai';

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
