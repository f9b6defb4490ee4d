import { hoursText, isOpenAt, ownHoursText, weekdayAt, type OpenHours } from './hours';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const days = (weekdays: readonly number[], from: string, to: string): OpenHours[] =>
  weekdays.map((weekday) => ({ weekday, from, to }));

test.each<[string, number]>([
  ['1970-01-01T00:00', 4],
  ['2026-03-02T00:00', 1],
  ['2026-03-08T23:59', 7],
  ['1969-12-28T12:00', 7],
])('%s in Shanghai is day %i of the week', (text, weekday) => {
  expect(weekdayAt(at(text))).toBe(weekday);
});

describe('open now', () => {
  const hours = [
    ...days([1], '09:00', '12:00'),
    ...days([1], '14:00', '24:00'),
    ...days([2], '00:00', '02:00'),
  ];

  test.each<[string, string, boolean]>([
    ['the minute before', '2026-03-02T08:59', false],
    ['the minute it opens', '2026-03-02T09:00', true],
    ['the last minute of the morning', '2026-03-02T11:59', true],
    ['noon, when it closes', '2026-03-02T12:00', false],
    ['before midnight', '2026-03-02T23:59', true],
    ['after midnight, by the next day’s own hours', '2026-03-03T01:59', true],
    ['two at night', '2026-03-03T02:00', false],
    ['a day without hours', '2026-03-04T10:00', false],
    ['the same hour in another place', '2026-03-02T00:30', false],
  ])('%s', (_, text, isOpen) => {
    expect(isOpenAt(hours, at(text))).toBe(isOpen);
  });
});

test.each<[string, OpenHours[], string]>([
  ['every day', days([1, 2, 3, 4, 5, 6, 7], '07:00', '21:00'), '每天 07:00–21:00'],
  [
    'weekdays and weekends',
    [...days([1, 2, 3, 4, 5], '09:00', '18:00'), ...days([6, 7], '10:00', '16:00')],
    '周一至周五 09:00–18:00；周六、周日 10:00–16:00',
  ],
  [
    'a rest at noon',
    [...days([3], '14:00', '18:00'), ...days([3], '09:00', '12:00')],
    '周三 09:00–12:00、14:00–18:00',
  ],
  ['never', [], '暂停营业'],
  [
    'each day another',
    [1, 2, 3, 4, 5, 6, 7].flatMap((day) => days([day], `0${day}:00`, `1${day}:00`)),
    '各日营业时间不同，详见门店页',
  ],
])('%s is told as people read it', (_, hours, text) => {
  expect(hoursText(hours)).toBe(text);
});

test.each<[string, string, OpenHours[] | null, string]>([
  ['told from the hours', '每天 07:00–21:00', days([1, 2, 3, 4, 5, 6, 7], '07:00', '21:00'), ''],
  ['of hours that changed since', '看天气', days([1], '07:00', '21:00'), '看天气'],
  ['without hours', '看天气', null, '看天气'],
])('a text %s is somebody’s own, or not', (_, openingHours, weeklyHours, own) => {
  expect(ownHoursText({ openingHours, weeklyHours })).toBe(own);
});
