import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { ownHoursText, type OpenHours } from '@paifan/shared/merchants/hours';
import { degreesOfTyped, degreesText } from '@paifan/shared/merchants/place';

export type Store = ResponseOf<'GET /api/admin/stores/:id'>;
export type StorePage = BodyInputOf<'PUT /api/admin/stores/:id'>;

/** What a form of a store holds: texts as they are typed. */
export interface TypedPage {
  name: string;
  trade: string;
  district: string;
  address: string;
  latitude: string;
  longitude: string;
  phone: string;
  openingHours: string;
  weeklyHours: readonly OpenHours[] | null;
  picture: string;
  pictures: readonly string[];
  notice: string;
}

export const EMPTY_PAGE: TypedPage = {
  ...{ name: '', trade: '', district: '', address: '', latitude: '', longitude: '' },
  ...{ phone: '', openingHours: '', weeklyHours: null, picture: '', pictures: [], notice: '' },
};

export const typedPageOf = (store: Store): TypedPage => ({
  name: store.name,
  trade: store.trade,
  district: store.district,
  address: store.address,
  latitude: store.place === null ? '' : degreesText(store.place.latitudeE6),
  longitude: store.place === null ? '' : degreesText(store.place.longitudeE6),
  phone: store.phone,
  openingHours: ownHoursText(store),
  weeklyHours: store.weeklyHours,
  picture: store.picture,
  pictures: store.pictures,
  notice: store.notice,
});

export function pageOfTyped({ latitude, longitude, weeklyHours, pictures, ...texts }: TypedPage): StorePage {
  const [latitudeE6, longitudeE6] = [degreesOfTyped(latitude), degreesOfTyped(longitude)];
  return {
    ...texts,
    place: latitudeE6 === null || longitudeE6 === null ? null : { latitudeE6, longitudeE6 },
    weeklyHours: weeklyHours === null ? null : [...weeklyHours],
    pictures: [...pictures],
  };
}
