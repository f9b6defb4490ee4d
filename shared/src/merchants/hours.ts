import { minuteOfClock, shanghaiDay, shanghaiMinute, type Instant } from '../time/shanghai';

/** `from ≤ hh:mm < to` in Shanghai, on one day of the week (1: Monday … 7: Sunday). What goes over midnight is two. */
export interface OpenHours {
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
}

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;
const DAYS_A_WEEK = WEEKDAYS.length;

/** The day of the week in Shanghai. The first of January 1970 was a Thursday. */
export const weekdayAt = (at: Instant): number =>
  ((((shanghaiDay(at) + 3) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK) + 1;

/** Is it open at this moment? */
export function isOpenAt(hours: readonly OpenHours[], at: Instant): boolean {
  const weekday = weekdayAt(at);
  const minute = shanghaiMinute(at);
  return hours.some(
    (open) =>
      open.weekday === weekday && minuteOfClock(open.from) <= minute && minute < minuteOfClock(open.to),
  );
}

/** What an address in the database has room for. */
const LONGEST_TEXT = 64;

/** The hours as people read them: `周一至周五 09:00–18:00；周六、周日 10:00–16:00`. */
export function hoursText(hours: readonly OpenHours[]): string {
  const byDay = WEEKDAYS.map((_, index) => textOfDay(hours, index + 1));
  if (byDay.every((text) => text === '')) return '暂停营业';
  const runs: { first: number; last: number; text: string }[] = [];
  byDay.forEach((text, day) => {
    const run = runs.at(-1);
    if (run?.text === text) run.last = day;
    else runs.push({ first: day, last: day, text });
  });
  const text = runs
    .filter((run) => run.text !== '')
    .map((run) => `${daysText(run)} ${run.text}`)
    .join('；');
  return text.length <= LONGEST_TEXT ? text : '各日营业时间不同，详见门店页';
}

const textOfDay = (hours: readonly OpenHours[], weekday: number): string =>
  hours
    .filter((open) => open.weekday === weekday)
    .map(({ from, to }) => `${from}–${to}`)
    .sort()
    .join('、');

function daysText({ first, last }: { first: number; last: number }): string {
  if (last - first === DAYS_A_WEEK - 1) return '每天';
  const [from = '', to = ''] = [WEEKDAYS[first], WEEKDAYS[last]];
  if (first === last) return from;
  return last - first === 1 ? `${from}、${to}` : `${from}至${to}`;
}

/** The text that somebody wrote for the hours; empty where it is the one that the hours tell by themselves. */
export const ownHoursText = (store: {
  readonly openingHours: string;
  readonly weeklyHours: readonly OpenHours[] | null;
}): string =>
  store.weeklyHours !== null && store.openingHours === hoursText(store.weeklyHours) ? '' : store.openingHours;
