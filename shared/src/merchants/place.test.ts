import {
  boxAround,
  degreesOfTyped,
  degreesText,
  distanceMetres,
  pairOfTyped,
  type Place,
  type Range,
} from './place';

const at = (latitude: number, longitude: number): Place => ({
  latitudeE6: Math.round(latitude * 1e6),
  longitudeE6: Math.round(longitude * 1e6),
});

describe('distance', () => {
  test.each<[string, Place, Place, number]>([
    ['the same place', at(30.25, 120.16), at(30.25, 120.16), 0],
    ['a degree along the equator', at(0, 0), at(0, 1), 111_195],
    ['a degree along a meridian, far north', at(60, 10), at(61, 10), 111_195],
    ['a degree to the east at 60° north is half as far', at(60, 10), at(60, 11), 55_595],
    ['across the 180th meridian', at(0, 179.5), at(0, -179.5), 111_195],
    ['from pole to pole', at(90, 0), at(-90, 77), 20_015_115],
    ['Hangzhou to Shanghai', at(30.274, 120.155), at(31.23, 121.474), 164_755],
  ])('%s', (_, from, to, metres) => {
    expect(Math.abs(distanceMetres(from, to) - metres)).toBeLessThanOrEqual(metres / 1000 + 1);
    expect(distanceMetres(to, from)).toBe(distanceMetres(from, to));
  });
});

describe('the box around a place', () => {
  const isIn = (value: number, [from, to]: Range): boolean => value >= from && value <= to;

  test.each<[string, Place]>([
    ['in a town', at(30.25, 120.16)],
    ['on the equator', at(0, 0)],
    ['beside the 180th meridian, east of it', at(10, -179.999)],
    ['beside the 180th meridian, west of it', at(10, 179.999)],
    ['near the north pole', at(89.9, 20)],
    ['at the south pole', at(-90, 0)],
  ])('%s holds whatever is as near, in every direction', (_, middle) => {
    for (const metres of [100, 5_000, 300_000]) {
      const box = boxAround(middle, metres);
      for (let step = 0; step < 360; step += 1) {
        const place = walk(middle, metres, (step * Math.PI) / 180);
        expect(isIn(place.latitudeE6, box.latitudes)).toBe(true);
        expect(box.longitudes.some((range) => isIn(place.longitudeE6, range))).toBe(true);
      }
    }
  });

  test('is two where it lies across the 180th meridian', () => {
    expect(boxAround(at(0, 179.99), 5_000).longitudes).toEqual([
      [-180_000_000, expect.any(Number)],
      [expect.any(Number), 180_000_000],
    ]);
  });

  test('has every longitude around a pole, and when it goes around the earth', () => {
    const everywhere = [[-180_000_000, 180_000_000]];
    expect(boxAround(at(89.99, 0), 5_000).longitudes).toEqual(everywhere);
    expect(boxAround(at(0, 0), 30_000_000).longitudes).toEqual(everywhere);
  });

  test('is not much larger than needed', () => {
    const { latitudes, longitudes } = boxAround(at(30, 120), 1_000);
    expect(latitudes[1] - latitudes[0]).toBeLessThan(18_100);
    expect((longitudes[0]?.[1] ?? 0) - (longitudes[0]?.[0] ?? 0)).toBeLessThan(20_900);
  });

  /** Where one comes to by so many metres in one direction. */
  function walk({ latitudeE6, longitudeE6 }: Place, metres: number, bearing: number): Place {
    const radians = Math.PI / 180e6;
    const way = metres / 6_371_009;
    const latitude = latitudeE6 * radians;
    const reached = Math.asin(
      Math.sin(latitude) * Math.cos(way) + Math.cos(latitude) * Math.sin(way) * Math.cos(bearing),
    );
    const turned = Math.atan2(
      Math.sin(bearing) * Math.sin(way) * Math.cos(latitude),
      Math.cos(way) - Math.sin(latitude) * Math.sin(reached),
    );
    const east = Math.round(longitudeE6 + turned / radians);
    const longitude = east > 180e6 ? east - 360e6 : east < -180e6 ? east + 360e6 : east;
    return { latitudeE6: Math.round(reached / radians), longitudeE6: longitude };
  }
});

test.each<[string, number | null]>([
  ['30.25', 30_250_000],
  [' -0.000001 ', -1],
  ['120', 120_000_000],
  ['120.', 120_000_000],
  ['120.1234567', null],
  ['here', null],
  ['', null],
])('degrees as typed: %p', (typed, millionths) => {
  expect(degreesOfTyped(typed)).toBe(millionths);
});

test.each([
  [31_230_416, '31.230416'],
  [-1, '-0.000001'],
  [120_000_000, '120.000000'],
])('%i millionths read %s, and are typed so', (millionths, text) => {
  expect(degreesText(millionths)).toBe(text);
  expect(degreesOfTyped(text)).toBe(millionths);
});

test.each([
  ['39.9,116.4', '39.9/116.4'],
  [' 39.908823， 116.397470 ', '39.908823/116.397470'],
  ['39.90882345678 116.39747012345', '39.908823/116.397470'],
  ['116.4,39.9', '39.9/116.4'],
  ['-33.8,151.2', '-33.8/151.2'],
  ['39.9', null],
  ['39.9,', null],
  ['39.9,116.4,20', null],
  ['1200,116.4', null],
])('a pair as maps give it: %p', (typed, pair) => {
  const found = pairOfTyped(typed);
  expect(found && `${found.latitude}/${found.longitude}`).toBe(pair);
});
