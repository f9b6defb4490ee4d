import type { Place } from '@paifan/shared/merchants/place';

const MILLION = 1_000_000;

/** A place from degrees, as phones and browsers tell it. */
export const placeOf = (latitude: number, longitude: number): Place => ({
  latitudeE6: Math.round(latitude * MILLION),
  longitudeE6: Math.round(longitude * MILLION),
});

/** A place in degrees, as maps want it. */
export const degreesOf = ({ latitudeE6, longitudeE6 }: Place): { latitude: number; longitude: number } => ({
  latitude: latitudeE6 / MILLION,
  longitude: longitudeE6 / MILLION,
});
