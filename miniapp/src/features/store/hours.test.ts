import { hoursText, type OpenHours } from '@paifan/shared/merchants/hours';
import {
  clockOfEnd,
  endOf,
  hoursOf,
  hoursProblem,
  nextSpan,
  spansOf,
  withDay,
  type HoursSpan,
} from './hours';

const span = (weekdays: readonly number[], from: string, to: string): HoursSpan => ({ weekdays, from, to });

describe('opening hours on a phone', () => {
  it('are the days of one week, grouped by what they have in common, and the same when they come back', () => {
    const hours: OpenHours[] = [1, 2, 3].flatMap((weekday) => [
      { weekday, from: '09:00', to: '12:00' },
      { weekday, from: '14:00', to: '24:00' },
    ]);
    const spans = spansOf(hours);
    expect(spans).toEqual([span([1, 2, 3], '09:00', '12:00'), span([1, 2, 3], '14:00', '24:00')]);
    expect(hoursOf(spans)).toEqual(hours);
  });

  it('begin with the whole week', () => {
    expect(hoursText(hoursOf([nextSpan([])]))).toBe('每天 09:00–21:00');
  });

  it.each<[string, HoursSpan[], string | null]>([
    ['none', [], null],
    ['a rest at noon', [span([1], '09:00', '12:00'), span([1], '12:00', '18:00')], null],
    ['the same hours on two days', [span([1], '09:00', '12:00'), span([2], '09:00', '12:00')], null],
    ['a span without a day', [nextSpan([nextSpan([])])], '请给每个时段选择星期'],
    ['what closes before it opens', [span([1], '18:00', '02:00')], '关门要晚于开门'],
    ['what overlaps', [span([1, 2], '09:00', '18:00'), span([2], '17:00', '20:00')], '不能重叠'],
    [
      'five spans on one day',
      [1, 2, 3, 4, 5].map((hour) => span([1], `0${hour}:00`, `0${hour}:30`)),
      '每天最多 4 个时段',
    ],
  ])('with %s can be saved, or the reason is told', (_, spans, problem) => {
    if (problem === null) expect(hoursProblem(spans)).toBeNull();
    else expect(hoursProblem(spans)).toContain(problem);
  });

  it('a day is taken in and left out by a touch, in the order of the week', () => {
    const friday = withDay(span([1], '09:00', '18:00'), 5);
    expect(withDay(withDay(friday, 3), 1).weekdays).toEqual([3, 5]);
  });

  it.each([
    ['00:00', '24:00'],
    ['21:30', '21:30'],
  ])('the clock at %s ends a day at %s', (clock, end) => {
    expect(endOf(clock)).toBe(end);
    expect(clockOfEnd(end)).toBe(clock);
  });
});
