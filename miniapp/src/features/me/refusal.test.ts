import { refusal } from './refusal';

const DAY = 24 * 3_600_000;

it('a refusal is remembered for a week, and then forgotten', () => {
  expect(refusal.isRecent(0)).toBe(false);
  refusal.remember(DAY);
  expect(refusal.isRecent(DAY + 1)).toBe(true);
  expect(refusal.isRecent(8 * DAY - 1)).toBe(true);
  expect(refusal.isRecent(8 * DAY)).toBe(false);
});
