import type { ResponseOf } from '@paifan/shared/contract/contract';
import { isOpenAt } from '@paifan/shared/merchants/hours';
import { cashierDiscountText } from '@paifan/shared/texts/coupons';
import type { StoreRow } from '../../db/models/catalogue';
import type { OfferedStore } from '../../usecases/stores/readStores';
import type { OpenedScene } from '../../usecases/stores/resolveScene';
import { maskName } from './names';

type StoreView = ResponseOf<'GET /api/stores/:id'>;
type SceneView = ResponseOf<'GET /api/scenes/:scene'>;

/** What a store tells about itself. */
export const presentStorePage = (store: StoreRow) => ({
  name: store.name,
  trade: store.trade,
  picture: store.picture,
  pictures: [...(store.pictures ?? [])],
  address: store.address,
  district: store.district,
  place:
    store.latitudeE6 === null || store.longitudeE6 === null
      ? null
      : { latitudeE6: store.latitudeE6, longitudeE6: store.longitudeE6 },
  openingHours: store.openingHours,
  weeklyHours: store.weeklyHours === null ? null : [...store.weeklyHours],
  phone: store.phone,
  notice: store.notice,
});

export const presentStore = ({ store, quote, sells, metres }: OfferedStore, now: Date): StoreView => ({
  id: store.id,
  ...presentStorePage(store),
  openNow: store.weeklyHours === null ? null : isOpenAt(store.weeklyHours, now.getTime()),
  selling: sells,
  distanceMetres: metres,
  rebate: quote.entitledFen > 0 ? quote.terms.entitlementRatio : null,
  cashierDiscountText: store.cashierDiscount && cashierDiscountText(store.cashierDiscount),
});

export const presentScene = (scene: OpenedScene): SceneView =>
  scene.kind === 'invite' || scene.kind === 'merchantInvite'
    ? { kind: scene.kind, inviterName: maskName(scene.inviterName) }
    : scene;
