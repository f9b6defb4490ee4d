const SHANGHAI_MS = 8 * 60 * 60 * 1000;

const two = (value: number): string => String(value).padStart(2, '0');

// Shanghai has no summer time, so a shift and the UTC getters give its wall clock on every device.
const shanghai = (instant: string): Date => new Date(Date.parse(instant) + SHANGHAI_MS);

/** `11-22 09:05`, with the year when it is another one than `now`'s. Asia/Shanghai, wherever the phone is. */
export function timeText(instant: string, now: number = Date.now()): string {
  const date = shanghai(instant);
  const day = `${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const year = date.getUTCFullYear();
  const thisYear = new Date(now + SHANGHAI_MS).getUTCFullYear();
  return `${year === thisYear ? '' : `${year}-`}${day} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `09:05` in Asia/Shanghai. */
export const clockText = (instant: string): string => {
  const date = shanghai(instant);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
};

/** `11-22` of a day `2026-11-22`. */
export const dayText = (day: string): string => day.slice(5);
