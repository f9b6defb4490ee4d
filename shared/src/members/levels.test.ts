import { fen } from '../money/fen';
import {
  isReached,
  levelOf,
  levelReached,
  nextLevel,
  progressTo,
  type Level,
  type LevelConditions,
  type MemberFigures,
} from './levels';

const figures = (spentFen: number, completedOrders = 0, invitees = 0): MemberFigures => ({
  spentFen: fen(spentFen),
  completedOrders,
  invitees,
});
const level = (id: string, rank: number, conditions: LevelConditions | null): Level => ({
  ...{ id, rank, conditions },
  name: id,
});

const SILVER = level('silver', 10, { match: 'any', spentFen: 10_000, completedOrders: 3 });
const GOLD = level('gold', 20, { match: 'all', spentFen: 50_000, invitees: 2 });
const PARTNER = level('partner', 30, null);
const LEVELS = [PARTNER, SILVER, GOLD];

test.each<[string, LevelConditions | null, MemberFigures, boolean]>([
  ['any: the amount alone', SILVER.conditions, figures(10_000), true],
  ['any: the orders alone', SILVER.conditions, figures(0, 3), true],
  ['any: neither', SILVER.conditions, figures(9_999, 2), false],
  ['all: both', GOLD.conditions, figures(50_000, 0, 2), true],
  ['all: one of two', GOLD.conditions, figures(50_000, 9, 1), false],
  ['by hand only', null, figures(1_000_000, 100, 100), false],
  ['all of nothing', { match: 'all' }, figures(1_000_000), false],
  ['any of nothing', { match: 'any' }, figures(1_000_000), false],
])('a level is reached or not: %s', (_, conditions, reached, expected) => {
  expect(isReached(level('x', 1, conditions), reached)).toBe(expected);
});

test.each<[string, MemberFigures, string | undefined]>([
  ['nothing', figures(0), undefined],
  ['the lower one', figures(10_000), 'silver'],
  ['the higher one', figures(50_000, 1, 2), 'gold'],
])('figures reach %s', (_, reached, id) => expect(levelReached(LEVELS, reached)?.id).toBe(id));

test('a high level is reached also by who does not reach one below it', () => {
  const byOrders = level('regular', 1, { match: 'all', completedOrders: 5 });
  expect(levelReached([byOrders, GOLD], figures(50_000, 1, 2))?.id).toBe('gold');
});

test.each<[string, MemberFigures, string | null, string | undefined]>([
  ['stays above what is reached', figures(10_000), 'partner', 'partner'],
  ['stays when nothing is reached any more', figures(0), 'gold', 'gold'],
  ['does not keep anybody from rising above it', figures(50_000, 1, 2), 'silver', 'gold'],
  ['counts for nothing when the level is no more', figures(10_000), 'gone', 'silver'],
])('a level given by hand %s', (_, reached, given, id) =>
  expect(levelOf(LEVELS, reached, given)?.id).toBe(id),
);

test.each<[string, Level | null, string | undefined]>([
  ['the first, for who has none', null, 'silver'],
  ['the one above', SILVER, 'gold'],
  ['none above the last that can be reached', GOLD, undefined],
  ['none for who was given the highest', PARTNER, undefined],
])('the next level is %s', (_, current, id) => expect(nextLevel(LEVELS, current)?.id).toBe(id));

test('progress names each condition, with what is there and what is needed', () => {
  expect(progressTo(GOLD.conditions ?? { match: 'all' }, figures(20_000, 7, 1))).toEqual([
    { figure: 'spentFen', have: 20_000, need: 50_000 },
    { figure: 'invitees', have: 1, need: 2 },
  ]);
});
