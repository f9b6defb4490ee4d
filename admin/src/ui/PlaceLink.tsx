import { degreesText, type Place } from '@paifan/shared/merchants/place';

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
