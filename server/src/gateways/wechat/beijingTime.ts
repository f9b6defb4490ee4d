const EIGHT_HOURS_MS = 8 * 3600 * 1000;

/** RFC 3339 in whole seconds with the offset +08:00, the only form that WeChat Pay writes: `2026-01-31T08:00:00+08:00`. */
export function rfc3339(date: Date): string {
  return `${new Date(date.getTime() + EIGHT_HOURS_MS).toISOString().slice(0, 19)}+08:00`;
}

/** The same to the millisecond, as the mini-program API wants it: `2026-01-31T08:00:00.000+08:00`. */
export const rfc3339Milliseconds = (date: Date): string =>
  `${new Date(date.getTime() + EIGHT_HOURS_MS).toISOString().slice(0, 23)}+08:00`;
