import { isWithin } from './windows';

const MORNING = [{ from: '09:00', to: '12:00' }];
const NIGHT = [
  { from: '22:00', to: '24:00' },
  { from: '00:00', to: '02:00' },
];
const FESTIVAL = [{ from: '00:00', to: '24:00', fromDate: '2026-02-16', toDate: '2026-02-17' }];

test.each([
  ['its first minute is inside', MORNING, '2026-01-05T09:00:00+08:00', true],
  ['the second before is not', MORNING, '2026-01-05T08:59:59.999+08:00', false],
  ['its last second is inside', MORNING, '2026-01-05T11:59:59+08:00', true],
  ['its end is not', MORNING, '2026-01-05T12:00:00+08:00', false],
  ['the clock is that of Shanghai', MORNING, '2026-01-05T01:30:00Z', true],
  ['a night is two windows: before midnight', NIGHT, '2026-01-05T23:59:59+08:00', true],
  ['a night is two windows: after midnight', NIGHT, '2026-01-06T00:00:00+08:00', true],
  ['the first day is included', FESTIVAL, '2026-02-16T00:00:00+08:00', true],
  ['the last day is included', FESTIVAL, '2026-02-17T23:59:59+08:00', true],
  ['the day before is not', FESTIVAL, '2026-02-15T23:59:59+08:00', false],
  ['the day after is not', FESTIVAL, '2026-02-18T00:00:00+08:00', false],
  ['no windows restrict nothing', [], '2026-01-05T03:00:00+08:00', true],
])('%s', (_, windows, at, inside) => expect(isWithin(windows, Date.parse(at))).toBe(inside));
