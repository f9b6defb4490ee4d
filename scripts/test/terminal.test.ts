import { duration } from '../terminal';

test.each([
  [0, '0.0 s'],
  [449, '0.4 s'],
  [9_940, '9.9 s'],
  [12_400, '12 s'],
  [59_600, '1 min 0 s'],
  [185_000, '3 min 5 s'],
])('%i ms read as %s', (ms, text) => {
  expect(duration(ms)).toBe(text);
});
