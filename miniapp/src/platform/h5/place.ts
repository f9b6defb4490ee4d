import type { Located, ShownPlace } from '../interface';
import { degreesOf, placeOf } from '../placeOf';

const PATIENCE_MS = 10_000;
const MAP = 'https://apis.map.qq.com/uri/v1/marker';

/** Where the browser believes to be. Its coordinates are WGS-84, in China some hundred metres beside those of the maps there. */
export const locate = (): Promise<Located> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve({ kind: 'failed' });
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ kind: 'here', place: placeOf(coords.latitude, coords.longitude) }),
      ({ code, PERMISSION_DENIED }) => resolve({ kind: code === PERMISSION_DENIED ? 'refused' : 'failed' }),
      { timeout: PATIENCE_MS, maximumAge: 60_000 },
    );
  });

/** A map in a window of its own. */
export function showPlace({ name, address, place }: ShownPlace): void {
  const { latitude, longitude } = degreesOf(place);
  const marker = `coord:${latitude},${longitude};title:${name};addr:${address}`;
  window.open(`${MAP}?marker=${encodeURIComponent(marker)}`, '_blank', 'noopener');
}
