import type { Place } from '@paifan/shared/merchants/place';

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

/** Where something is, and a way to see it on a map that uses the same coordinates. */
export function PlaceLink({ place, name }: { place: Place | null; name: string }) {
  if (place === null) return <span className="quiet">没有定位</span>;
  const [latitude, longitude] = [degreesText(place.latitudeE6), degreesText(place.longitudeE6)];
  const marker = encodeURIComponent(`coord:${latitude},${longitude};title:${name}`);
  return (
    <a
      href={`https://apis.map.qq.com/uri/v1/marker?marker=${marker}&referer=paifan`}
      target="_blank"
      rel="noreferrer"
    >
      {latitude}, {longitude}（在地图上查看）
    </a>
  );
}
