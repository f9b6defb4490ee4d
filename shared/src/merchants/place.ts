/*
 * Where a store is, and how far. Places are whole millionths of a degree (about 11 cm), in the coordinates that WeChat's maps use
 * (GCJ-02).
 */

export interface Place {
  readonly latitudeE6: number;
  readonly longitudeE6: number;
}

export const MAX_LATITUDE_E6 = 90_000_000;
export const MAX_LONGITUDE_E6 = 180_000_000;

/** Whole millionths of a degree as degrees: 31230416 → `31.230416`. */
export const degreesText = (millionths: number): string => {
  const digits = String(Math.abs(millionths)).padStart(7, '0');
  return `${millionths < 0 ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
};

/** Degrees as typed → whole millionths; null when they are none. */
export function degreesOfTyped(typed: string): number | null {
  const match = /^(-?)(\d{1,3})(?:\.(\d{0,6}))?$/.exec(typed.trim());
  if (match === null) return null;
  const millionths = Number(`${match[2]}${(match[3] ?? '').padEnd(6, '0')}`);
  return match[1] === '-' ? -millionths : millionths;
}

/** Digits beyond the sixth, of which a place keeps none, are left out. */
const DEGREES = String.raw`(-?\d{1,3}(?:\.\d{1,6})?)(?:(?<=\.\d{6})\d+)?`;
const PAIR = new RegExp(`^\\s*${DEGREES}\\s*[,，\\s]\\s*${DEGREES}\\s*$`);

/** A place as maps give it, `39.9,116.4`: latitude first, unless that cannot be; null when it is no pair. */
export function pairOfTyped(typed: string): { latitude: string; longitude: string } | null {
  const [, first, second] = PAIR.exec(typed) ?? [];
  if (first === undefined || second === undefined) return null;
  const isTurned = Math.abs(degreesOfTyped(first) ?? 0) > MAX_LATITUDE_E6;
  return isTurned ? { latitude: second, longitude: first } : { latitude: first, longitude: second };
}

/** The mean radius of the earth. */
export const EARTH_METRES = 6_371_009;

const RADIANS = Math.PI / 180 / 1_000_000;

/** Metres along the great circle, whole. The database says the same by the same formula (haversine). */
export function distanceMetres(from: Place, to: Place): number {
  const half = (a: number, b: number): number => Math.sin(((b - a) * RADIANS) / 2) ** 2;
  const share =
    half(from.latitudeE6, to.latitudeE6) +
    Math.cos(from.latitudeE6 * RADIANS) *
      Math.cos(to.latitudeE6 * RADIANS) *
      half(from.longitudeE6, to.longitudeE6);
  return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(share))));
}

/** From and to, both included. */
export type Range = readonly [from: number, to: number];

/** What contains every place within some distance, and a little more. */
export interface Box {
  readonly latitudes: Range;
  /** Two where the box lies across the 180th meridian. */
  readonly longitudes: readonly Range[];
}

const ALL_LONGITUDES: Range = [-MAX_LONGITUDE_E6, MAX_LONGITUDE_E6];

/** The box around a place, for an index to search in. Around a pole it has every longitude. */
export function boxAround({ latitudeE6, longitudeE6 }: Place, metres: number): Box {
  const reach = Math.ceil(metres / EARTH_METRES / RADIANS) + 1;
  const south = latitudeE6 - reach;
  const north = latitudeE6 + reach;
  const latitudes: Range = [Math.max(south, -MAX_LATITUDE_E6), Math.min(north, MAX_LATITUDE_E6)];
  if (south <= -MAX_LATITUDE_E6 || north >= MAX_LATITUDE_E6)
    return { latitudes, longitudes: [ALL_LONGITUDES] };
  // The circle is widest where its meridians touch it, which is nearer to the pole than its middle.
  const sine = Math.sin(metres / EARTH_METRES) / Math.cos(latitudeE6 * RADIANS);
  const width = sine >= 1 ? MAX_LONGITUDE_E6 : Math.ceil(Math.asin(sine) / RADIANS) + 1;
  return { latitudes, longitudes: around(longitudeE6 - width, longitudeE6 + width) };
}

function around(west: number, east: number): readonly Range[] {
  const turn = 2 * MAX_LONGITUDE_E6;
  if (east - west >= turn) return [ALL_LONGITUDES];
  if (west < -MAX_LONGITUDE_E6) return splitAt([west + turn, MAX_LONGITUDE_E6], [-MAX_LONGITUDE_E6, east]);
  if (east > MAX_LONGITUDE_E6) return splitAt([west, MAX_LONGITUDE_E6], [-MAX_LONGITUDE_E6, east - turn]);
  return [[west, east]];
}

const splitAt = (eastern: Range, western: Range): readonly Range[] => [western, eastern];
