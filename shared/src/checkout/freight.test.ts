import { fen } from '../money/fen';
import { freightOf, rateOf, type FreightRules } from './freight';

const rate = (firstFen: number, additionalFen: number, first = 1, additional = 1) => ({
  ...{ first, firstFen: fen(firstFen), additional, additionalFen: fen(additionalFen) },
});

const BY_PIECE: FreightRules = {
  chargeBy: 'piece',
  regions: [
    { regions: ['33', '32'], ...rate(600, 100) },
    { regions: ['3302'], ...rate(400, 50) },
    { regions: ['330203'], ...rate(0, 0) },
    { regions: ['54', '65'], ...rate(2_000, 1_500, 2, 2) },
  ],
  elsewhere: rate(1_000, 300),
  freeFromFen: null,
  freeFromPieces: null,
};

const load = (pieces: number, grams = 0, amountFen = 100) => ({ pieces, grams, amountFen: fen(amountFen) });

test.each<[string, string, number]>([
  ['a province of a group', '330102', 600],
  ['a city that is named beside its province', '330206', 400],
  ['a district that is named beside its city', '330203', 0],
  ['a province of another group', '540102', 2_000],
  ['a region of no group', '110101', 1_000],
])('%s has its own first price', (_, region, first) => {
  expect(rateOf(BY_PIECE, region)?.firstFen).toBe(first);
});

test.each<[string, string, number, number]>([
  ['one piece is the first', '330102', 1, 600],
  ['each further piece adds', '330102', 4, 900],
  ['as many as the first covers', '540102', 2, 2_000],
  ['one beyond begins another unit', '540102', 3, 3_500],
  ['a full further unit', '540102', 4, 3_500],
  ['one beyond that', '540102', 5, 5_000],
  ['elsewhere', '110101', 3, 1_600],
])('by piece: %s', (_, region, pieces, expected) => {
  expect(freightOf(BY_PIECE, region, load(pieces))).toBe(expected);
});

const BY_WEIGHT: FreightRules = {
  chargeBy: 'weight',
  regions: [],
  elsewhere: rate(800, 200, 1_000, 500),
  freeFromFen: null,
  freeFromPieces: null,
};

test.each<[string, number, number]>([
  ['nothing weighed pays the first', 0, 800],
  ['up to the first weight', 1_000, 800],
  ['a gram more begins another unit', 1_001, 1_000],
  ['a full unit more', 1_500, 1_000],
  ['many units', 3_200, 1_800],
])('by weight: %s', (_, grams, expected) => {
  expect(freightOf(BY_WEIGHT, '330102', load(3, grams))).toBe(expected);
});

test.each<[string, Partial<FreightRules>, number, number, number]>([
  ['below the free amount', { freeFromFen: fen(9_900) }, 1, 9_899, 600],
  ['at the free amount', { freeFromFen: fen(9_900) }, 1, 9_900, 0],
  ['below the free pieces', { freeFromPieces: 3 }, 2, 100, 700],
  ['at the free pieces', { freeFromPieces: 3 }, 3, 100, 0],
  ['either is enough', { freeFromFen: fen(9_900), freeFromPieces: 3 }, 3, 1, 0],
])('%s', (_, change, pieces, amountFen, expected) => {
  expect(freightOf({ ...BY_PIECE, ...change }, '330102', load(pieces, 0, amountFen))).toBe(expected);
});

test('a region that is named nowhere, of a template that sends nowhere else, gets nothing, free or not', () => {
  const rules = { ...BY_PIECE, elsewhere: null, freeFromPieces: 1 };
  expect(freightOf(rules, '110101', load(5))).toBeNull();
  expect(freightOf(rules, '330102', load(5))).toBe(0);
});
