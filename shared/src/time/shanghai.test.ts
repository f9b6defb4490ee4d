import { dayText, minuteOfClock, shanghaiDay, shanghaiMinute, startOfDay } from './shanghai';

const at = (text: string): number => Date.parse(text);

test.each([
  ['2026-01-05T00:00:00+08:00', '2026-01-05', 0],
  ['2026-01-04T23:59:59.999+08:00', '2026-01-04', 1439],
  ['2026-01-04T16:00:00Z', '2026-01-05', 0],
  ['2026-07-01T12:30:59+08:00', '2026-07-01', 750],
  ['1970-01-01T00:00:00Z', '1970-01-01', 480],
  ['1969-12-31T15:59:00Z', '1969-12-31', 1439],
])('%s is minute %3$i of %2$s in Shanghai', (text, day, minute) => {
  expect(dayText(shanghaiDay(at(text)))).toBe(day);
  expect(shanghaiMinute(at(text))).toBe(minute);
});

test('a day starts at midnight in Shanghai', () => {
  expect(startOfDay(shanghaiDay(at('2026-03-01T18:00:00+08:00')))).toBe(at('2026-03-01T00:00:00+08:00'));
});

test('the end of the day is a clock time', () => expect(minuteOfClock('24:00')).toBe(1440));
