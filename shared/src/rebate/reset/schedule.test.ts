import { shanghaiDay } from '../../time/shanghai';
import { isResetDay, isResetTime, nextReset } from './schedule';

const dayOf = (date: string): number => shanghaiDay(Date.parse(`${date}T12:00:00+08:00`));
const at = '00:00';

test.each([
  ['every day', { every: 'day', at }, '2026-03-14', true],
  ['on a Monday', { every: 'week', weekday: 1, at }, '2026-01-05', true],
  ['not on a Sunday when it is Monday', { every: 'week', weekday: 1, at }, '2026-01-04', false],
  ['on a Sunday', { every: 'week', weekday: 7, at }, '2026-01-04', true],
  ['on the day of the month', { every: 'month', day: 15, at }, '2026-02-15', true],
  ['on no other', { every: 'month', day: 15, at }, '2026-02-16', false],
  ['on the last of a month that is too short', { every: 'month', day: 31, at }, '2026-02-28', true],
  ['not on the last but one', { every: 'month', day: 31, at }, '2026-03-30', false],
  ['on the last itself', { every: 'month', day: 31, at }, '2026-03-31', true],
  ['once', { every: 'once', date: '2026-05-01', at }, '2026-05-01', true],
  ['once and not again', { every: 'once', date: '2026-05-01', at }, '2027-05-01', false],
] as const)('queues are cleared %s', (_, schedule, date, expected) => {
  expect(isResetDay(schedule, dayOf(date))).toBe(expected);
});

const time = (text: string): number => Date.parse(`${text}+08:00`);

test.each([
  ['later on the same day', { every: 'day', at: '23:30' }, '2026-03-14T10:00:00', '2026-03-14T23:30:00'],
  ['at this very moment', { every: 'day', at }, '2026-03-14T00:00:00', '2026-03-14T00:00:00'],
  ['on the next day', { every: 'day', at }, '2026-03-14T00:00:01', '2026-03-15T00:00:00'],
  ['on Monday', { every: 'week', weekday: 1, at }, '2026-03-14T10:00:00', '2026-03-16T00:00:00'],
  [
    'at the end of a short month',
    { every: 'month', day: 31, at },
    '2026-02-01T00:00:00',
    '2026-02-28T00:00:00',
  ],
  ['once', { every: 'once', date: '2026-05-01', at }, '2026-03-14T00:00:00', '2026-05-01T00:00:00'],
] as const)('the next reset is %s', (_, schedule, from, expected) => {
  expect(nextReset(schedule, time(from))).toBe(time(expected));
  expect(isResetTime(schedule, time(expected))).toBe(true);
  expect(isResetTime(schedule, time(expected) + 60_000)).toBe(false);
});

test('a single reset that is over has no next', () => {
  expect(nextReset({ every: 'once', date: '2026-01-01', at }, time('2026-03-14T00:00:00'))).toBeNull();
});
