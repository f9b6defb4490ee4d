import fc from 'fast-check';
import { ratio } from '../../money/ratio';
import type { PlaceGroup } from '../settle/facts';
import { handOutPlaces, nextPlace } from './places';

const RULE = { owner: 'platform' as const, cashSlots: 1, pointsSlots: 2, pointsRatio: ratio('1') };
const lastFirst = (size: number, count: number): number[] =>
  Array.from({ length: count }, (_, index) => size - 1 - index);

test('every whole group has as many places of each kind as the rule says', () => {
  const slots = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(slots, slots, fc.infiniteStream(fc.nat()), (cashSlots, pointsSlots, randoms) => {
      const rule = { ...RULE, cashSlots, pointsSlots };
      const draw = (size: number, count: number): number[] => {
        const places = Array.from({ length: size }, (_, index) => ({ index, by: randoms.next().value }));
        return places
          .sort((a, b) => a.by - b.by)
          .slice(0, count)
          .map(({ index }) => index);
      };
      let group: PlaceGroup | undefined;
      for (let round = 0; round < 3; round += 1) {
        let points = 0;
        for (let place = 0; place < cashSlots + pointsSlots; place += 1) {
          const next = nextPlace(group, rule, draw);
          group = next.group;
          if (next.place === 'points') points += 1;
        }
        expect(points).toBe(pointsSlots);
      }
    }),
  );
});

test('the places are drawn before the group starts, and once', () => {
  const draw = jest.fn(lastFirst);
  const places = handOutPlaces([], draw);
  expect([places.take(RULE), places.take(RULE), places.take(RULE)]).toEqual(['cash', 'points', 'points']);
  expect(draw).toHaveBeenCalledTimes(1);
  places.take(RULE);
  expect(draw).toHaveBeenCalledTimes(2);
});

test('new numbers start a new group; another owner has a group of its own', () => {
  const places = handOutPlaces([], lastFirst);
  places.take(RULE);
  places.take({ ...RULE, pointsSlots: 1 });
  places.take({ ...RULE, owner: 'store:1' });
  expect(places.changed()).toEqual([
    { owner: 'platform', cashSlots: 1, pointsSlots: 1, pointsPlaces: [1], taken: 1 },
    { owner: 'store:1', cashSlots: 1, pointsSlots: 2, pointsPlaces: [1, 2], taken: 1 },
  ]);
});

test('a group that was begun is gone on with', () => {
  const places = handOutPlaces([{ ...RULE, pointsPlaces: [0, 1], taken: 1 }], lastFirst);
  expect([places.take(RULE), places.take(RULE)]).toEqual(['points', 'cash']);
});

test.each([
  ['too few', []],
  ['the same twice', [1, 1]],
  ['a place that is not there', [1, 3]],
])('a random source that draws %s is found out', (_, drawn) => {
  expect(() => nextPlace(undefined, RULE, () => drawn)).toThrow('different places');
});
