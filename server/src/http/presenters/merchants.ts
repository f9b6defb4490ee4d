import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { StoreRow } from '../../db/models/catalogue';
import type { ApplicationRow, CashierCodeRow, MerchantRow } from '../../db/models/merchants';
import type { FullMerchant } from '../../usecases/merchants/manageMerchants';
import type { DeskRules } from '../../usecases/stores/deskRules';
import { presentStorePage } from './stores';
import { instant, instantOrNull } from './texts';

type ApplicationView = ResponseOf<'POST /api/applications/:no/read'>;
type ReviewedView = ResponseOf<'GET /api/admin/applications'>['items'][number];
type MerchantView = ResponseOf<'GET /api/admin/merchants'>['items'][number];
type FullMerchantView = ResponseOf<'GET /api/admin/merchants/:id'>;
type CodeView = ResponseOf<'POST /api/desk/cashier-codes/:id/revoke'>;
type DeskStoreView = ResponseOf<'GET /api/desk/stores/:id'>;
type DeskRulesView = ResponseOf<'GET /api/desk/stores/:id/rules'>;
type AdminStoreView = ResponseOf<'GET /api/admin/stores/:id'>;

/** @param phone as whoever reads it may see it */
export const presentApplication = (row: ApplicationRow, phone: string): ApplicationView => ({
  no: row.no,
  state: row.state,
  kind: row.kind,
  name: row.name,
  trade: row.trade,
  contactName: row.contactName,
  phone,
  district: row.district,
  address: row.address,
  place:
    row.latitudeE6 === null || row.longitudeE6 === null
      ? null
      : { latitudeE6: row.latitudeE6, longitudeE6: row.longitudeE6 },
  weeklyHours: row.weeklyHours === null ? null : [...row.weeklyHours],
  pictures: [...row.pictures],
  licences: [...row.licences],
  proposedRatio: row.proposedRatio,
  offeredRatio: row.offeredRatio,
  accepted: row.acceptedAt !== null,
  reason: row.reason,
  merchantId: row.merchantId,
  submittedAt: instant(row.submittedAt),
});

/** What operators see of an application. */
export const presentReviewed = (row: ApplicationRow, phone: string): ReviewedView => ({
  ...presentApplication(row, phone),
  recruiterId: row.recruiterId,
  memberId: row.memberId,
  reviewedById: row.reviewedById,
  reviewedAt: instantOrNull(row.reviewedAt),
});

export const presentMerchant = (row: MerchantRow, contactPhone: string): MerchantView => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  contactName: row.contactName,
  contactPhone,
  commissionRatio: row.commissionRatio,
  contractFrom: row.contractFrom,
  contractUntil: row.contractUntil,
  recruiterId: row.recruiterId,
  subMchid: row.subMchid,
  suspended: row.suspendedAt !== null,
  suspendReason: row.suspendReason,
  createdAt: instant(row.createdAt),
});

export const presentFullMerchant = (
  { merchant, stores }: FullMerchant,
  contactPhone: string,
): FullMerchantView => ({ ...presentMerchant(merchant, contactPhone), stores: [...stores] });

export const presentCashierCode = (row: CashierCodeRow): CodeView => ({
  id: row.id,
  storeId: row.storeId,
  scene: row.scene,
  label: row.label,
  replacesId: row.replacesId,
  createdAt: instant(row.createdAt),
  revokedAt: instantOrNull(row.revokedAt),
});

export const presentDeskStore = (store: StoreRow, selling: boolean): DeskStoreView => ({
  id: store.id,
  ...presentStorePage(store),
  selling,
  commissionRatio: store.commissionRatio,
  rebate: store.rebate,
  cashier: store.cashier,
  cashierDiscount: store.cashierDiscount,
});

export const presentDeskRules = ({ store, platform }: DeskRules): DeskRulesView => ({
  commissionRatio: store.commissionRatio,
  rebate: store.rebate,
  cashier: store.cashier,
  platform,
});

export const presentAdminStore = (store: StoreRow, selling: boolean): AdminStoreView => ({
  ...presentDeskStore(store, selling),
  merchantId: store.merchantId,
  recruiterId: store.recruiterId,
  createdAt: instant(store.createdAt),
});
