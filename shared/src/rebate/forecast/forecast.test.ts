import { fen } from '../../money/fen';
import { estimate, type RecentFlow } from './forecast';

const flow = (days: number, inflowFen: number): RecentFlow => ({ days, inflowFen: fen(inflowFen) });
const NOT_AT_THIS_PACE = { fromDays: null, toDays: null };

test.each<[string, number, number, RecentFlow[], ReturnType<typeof estimate>]>([
  ['the same pace in both spans', 600, 400, [flow(7, 700), flow(30, 3_000)], { fromDays: 10, toDays: 10 }],
  ['slower lately', 0, 1_000, [flow(7, 350), flow(30, 3_000)], { fromDays: 10, toDays: 20 }],
  ['faster lately', 0, 1_000, [flow(7, 1_400), flow(30, 3_000)], { fromDays: 5, toDays: 10 }],
  ['a begun day counts as a day', 0, 101, [flow(7, 700), flow(30, 3_000)], { fromDays: 2, toDays: 2 }],
  ['a queue of three days', 0, 1_000, [flow(3, 300), flow(3, 300)], { fromDays: 10, toDays: 10 }],
  ['nothing came in this week', 0, 1_000, [flow(7, 0), flow(30, 3_000)], NOT_AT_THIS_PACE],
  ['more was withdrawn than came in', 0, 1_000, [flow(7, -5), flow(30, 3_000)], NOT_AT_THIS_PACE],
  ['a queue without any flow', 0, 1_000, [flow(7, 0), flow(30, 0)], NOT_AT_THIS_PACE],
  ['years away', 10_000_000, 1_000, [flow(7, 700), flow(30, 3_000)], NOT_AT_THIS_PACE],
  ['no span to look back on', 0, 1_000, [], NOT_AT_THIS_PACE],
])('%s', (_, aheadFen, remainingFen, flows, expected) => {
  expect(estimate(fen(aheadFen), fen(remainingFen), flows)).toEqual(expected);
});
