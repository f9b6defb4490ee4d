/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A day in Shanghai, counted from 1970-01-01. */
export type Day = number;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** China has kept one offset, without summer time, since 1992. */
const SHANGHAI_OFFSET = 8 * 60 * MINUTE;

export const daysInMs = (days: number): number => days * DAY;

/** The day in Shanghai, where all day borders are. SPEC section 2. */
export const shanghaiDay = (at: Instant): Day => Math.floor((at + SHANGHAI_OFFSET) / DAY);

/** The moment at which a day starts in Shanghai. */
export const startOfDay = (day: Day): Instant => day * DAY - SHANGHAI_OFFSET;

/** A day as `YYYY-MM-DD`. */
export const dayText = (day: Day): string => new Date(day * DAY).toISOString().slice(0, 10);

/** The day that `YYYY-MM-DD` names; the text must be one. */
export const dayOfText = (text: string): Day => Math.floor(Date.parse(`${text}T00:00:00Z`) / DAY);

/** A moment as Shanghai's clocks show it: `YYYY-MM-DD HH:mm:ss`. */
export const timeText = (at: Instant): string =>
  new Date(at + SHANGHAI_OFFSET).toISOString().slice(0, 19).replace('T', ' ');

/** Whole minutes since midnight in Shanghai, 0 to 1439. */
export const shanghaiMinute = (at: Instant): number =>
  Math.floor((at - startOfDay(shanghaiDay(at))) / MINUTE);

/** Minutes since midnight of `HH:mm`; `24:00` is the end of the day. */
export function minuteOfClock(clock: string): number {
  const [hours, minutes] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}
