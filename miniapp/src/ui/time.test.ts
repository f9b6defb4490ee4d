import { clockText, dayText, timeText } from './time';

const now = Date.parse('2026-11-22T00:00:00Z');

describe('an instant', () => {
  it.each([
    ['2026-11-22T01:05:00Z', '11-22 09:05', 'shifted to Shanghai'],
    ['2026-11-21T16:00:00.000Z', '11-22 00:00', 'midnight there, not here'],
    ['2026-11-22T09:05:00+08:00', '11-22 09:05', 'with its own offset'],
    ['2025-12-31T15:59:00Z', '2025-12-31 23:59', 'of another year says so'],
  ])('%s reads %s (%s)', (instant, text) => expect(timeText(instant, now)).toBe(text));

  it('has a clock', () => expect(clockText('2026-11-22T15:30:00Z')).toBe('23:30'));
});

it('a day is shown without its year', () => expect(dayText('2026-11-22')).toBe('11-22'));
