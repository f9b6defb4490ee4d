import { fen, subtractFen } from '../money/fen';
import { ratio } from '../money/ratio';
import { loveToRelease } from './releaseLove';

test.each([
  ['a share, rounded down', 9_999, '0.01', 99],
  ['all of it', 250, '1', 250],
  ['one hundredth where the share is less', 99, '0.01', 1],
  ['nothing with a ratio of 0', 9_999, '0', 0],
  ['nothing of nothing', 0, '0.5', 0],
  ['nothing of less than nothing, after a refund', -500, '0.5', 0],
])('a day releases %s', (_, frozen, share, released) => {
  expect(loveToRelease(fen(frozen), ratio(share))).toBe(released);
});

test('day by day everything is released in the end, and never more', () => {
  let frozen = fen(1_234);
  let days = 0;
  while (frozen > 0) {
    frozen = subtractFen(frozen, loveToRelease(frozen, ratio('0.05')));
    days += 1;
  }
  expect({ frozen, days }).toEqual({ frozen: 0, days: 111 });
});
