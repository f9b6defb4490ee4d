import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, OperatorId, StoreId } from '@paifan/shared/ids/ids';
import { agreedRatio } from '@paifan/shared/merchants/applicationStates';
import { compareRatio, ratio, type Ratio } from '@paifan/shared/money/ratio';
import { audit } from '../../db/audit';
import type { ApplicationRow } from '../../db/models/merchants';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import { newStaffPassword, takingLogin } from '../staff/manageStaff';
import { assertStoreMargins } from '../stores/assertMargins';
import { hoursFields, NEW_STORE } from '../stores/manageStores';
import { lockApplication, moved } from './applications';
import { openApplicationPhone, sealMerchantPhone } from './phones';

/*
 * What operators do with an application. Each leaves one entry in the audit log, and tells the applicant.
 */

const subjectOf = (no: string): string => `application:${no}`;

/** The shop offers another commission. @throws ApiError application_not_found, application_state, forbidden_phrase */
export async function offerCommission(
  shop: ShopContext,
  operatorId: OperatorId,
  no: string,
  { commissionRatio, note }: { readonly commissionRatio: string; readonly note: string | null },
): Promise<ApplicationRow> {
  assertAllowedTexts({ note: note ?? '' });
  const offeredRatio = ratio(commissionRatio);
  return inTransaction(shop.db, async (tx) => {
    const row = await lockApplication(shop.db, tx, no);
    // A supplier is paid the supply price.
    if (row.kind === 'supplier') throw new ApiError('application_state', '供应商按供货价结算，没有抽成');
    const now = shop.clock.now();
    const before = { state: row.state, offered: row.offeredRatio };
    await row.update(
      {
        ...{ state: moved(row, 'offer'), offeredRatio, acceptedAt: null, reason: note },
        ...{ reviewedById: operatorId, reviewedAt: now },
      },
      { transaction: tx },
    );
    await audit(tx, {
      ...{ at: now, operatorId, action: 'application.offered', subject: subjectOf(no) },
      ...{ before, after: { state: row.state, proposed: row.proposedRatio, offered: offeredRatio } },
    });
    await tell(shop, tx, row, { kind: 'applicationOffered', commissionRatio: offeredRatio });
    return row;
  });
}

/** The shop says no, and why; the applicant may correct it. @throws ApiError application_not_found, application_state, forbidden_phrase */
export async function rejectApplication(
  shop: ShopContext,
  operatorId: OperatorId,
  no: string,
  reason: string,
): Promise<ApplicationRow> {
  assertAllowedTexts({ reason });
  return inTransaction(shop.db, async (tx) => {
    const row = await lockApplication(shop.db, tx, no);
    const now = shop.clock.now();
    const before = { state: row.state };
    await row.update(
      { state: moved(row, 'reject'), reason, reviewedById: operatorId, reviewedAt: now },
      { transaction: tx },
    );
    await audit(tx, {
      ...{ at: now, operatorId, action: 'application.rejected', subject: subjectOf(no) },
      ...{ before, after: { state: row.state, reason } },
    });
    await tell(shop, tx, row, { kind: 'applicationRejected', reason });
    return row;
  });
}

export interface Approval {
  /** One that the applicant has agreed to. */
  readonly commissionRatio: string;
  /** `YYYY-MM-DD`, both included; null: open. */
  readonly contractFrom: string | null;
  readonly contractUntil: string | null;
  /** Of its owner in the console; needed where no member applied. */
  readonly login?: string;
  /** Names of what the margin guard lists and may pass all the same: `store:new`, `cashier:new`. */
  readonly overruled: readonly string[];
}

export interface Approved {
  readonly application: ApplicationRow;
  readonly merchantId: MerchantId;
  /** null: a supplier has none. */
  readonly storeId: StoreId | null;
  /** Told once; null where no login was given. */
  readonly login: { readonly login: string; readonly password: string } | null;
}

/**
 * The shop takes a merchant in: with its store, if it has one, and its owner at the desk.
 * @throws ApiError application_not_found, application_state, commission_not_agreed, login_taken, margin_exceeded; bad_request
 * when a login is missing
 */
export async function approveApplication(
  shop: ShopContext,
  operatorId: OperatorId,
  no: string,
  approval: Approval,
): Promise<Approved> {
  const { db, clock } = shop;
  const now = clock.now();
  const commissionRatio = ratio(approval.commissionRatio);
  const password = approval.login === undefined ? null : await newStaffPassword(now);
  return takingLogin(() =>
    inTransaction(db, async (tx) => {
      const row = await lockApplication(db, tx, no);
      const state = moved(row, 'approve');
      assertAgreed(row, commissionRatio);
      if (row.memberId === null && approval.login === undefined) throw loginMissing();
      const overruled = row.kind === 'store' ? await assertFits(tx, now, row, commissionRatio, approval) : [];
      const merchantId = await addMerchant(shop, tx, row, commissionRatio, approval, now);
      const opened =
        row.kind === 'store' ? await openStore(shop, tx, row, commissionRatio, merchantId, now) : null;
      await db.staff.create(
        {
          ...{ merchantId, name: row.contactName, role: 'owner', memberId: row.memberId, createdAt: now },
          ...(password === null ? {} : { login: approval.login, ...password.fields }),
        },
        { transaction: tx },
      );
      const before = { state: row.state };
      await row.update({ state, merchantId, reviewedById: operatorId, reviewedAt: now }, { transaction: tx });
      const { contractFrom, contractUntil } = approval;
      await audit(tx, {
        ...{ at: now, operatorId, action: 'application.approved', subject: subjectOf(no), before },
        after: {
          ...{ state, merchant: merchantId, store: opened, commission: commissionRatio },
          ...{ contractFrom, contractUntil, recruiter: row.recruiterId, overruled },
        },
      });
      await tell(shop, tx, row, { kind: 'applicationApproved', merchantId });
      const login = approval.login === undefined || password === null ? null : approval.login;
      return {
        ...{ application: row, merchantId, storeId: opened },
        login: login === null || password === null ? null : { login, password: password.password },
      };
    }),
  );
}

const loginMissing = (): ApiError =>
  new ApiError('bad_request', '申请人没有微信会员身份，请填写负责人的登录名', [
    { path: 'body.login', problem: 'is needed where no member applied' },
  ]);

function assertAgreed(row: ApplicationRow, commissionRatio: Ratio): void {
  const { proposedRatio, offeredRatio, acceptedAt } = row;
  const agreed = agreedRatio({ proposedRatio, offeredRatio, accepted: acceptedAt !== null });
  if (compareRatio(agreed, commissionRatio) !== 0)
    throw new ApiError('commission_not_agreed', undefined, { agreedRatio: agreed });
}

const assertFits = (
  tx: Tx,
  now: Date,
  { recruiterId: recruiter }: ApplicationRow,
  commissionRatio: Ratio,
  { overruled }: Approval,
): Promise<string[]> =>
  assertStoreMargins(
    tx,
    now,
    [{ id: NEW_STORE, rules: { commissionRatio, recruiter, rebate: {}, cashier: {} }, products: [] }],
    overruled,
  );

async function addMerchant(
  shop: ShopContext,
  tx: Tx,
  row: ApplicationRow,
  commissionRatio: Ratio,
  { contractFrom, contractUntil }: Approval,
  createdAt: Date,
): Promise<MerchantId> {
  const { kind, name, contactName, recruiterId } = row;
  const merchant = await shop.db.merchants.create(
    { kind, name, contactName, commissionRatio, contractFrom, contractUntil, recruiterId, createdAt },
    { transaction: tx },
  );
  const phone = openApplicationPhone(shop, row);
  const contactPhoneSealed = phone && sealMerchantPhone(shop, merchant.id, phone);
  await merchant.update({ contactPhoneSealed }, { transaction: tx });
  return merchant.id;
}

/** What stands on the page of a store that has shown no picture yet. */
const ANY_STORE = '/pictures/shop.svg';

async function openStore(
  { db }: ShopContext,
  tx: Tx,
  row: ApplicationRow,
  commissionRatio: Ratio,
  merchantId: MerchantId,
  createdAt: Date,
): Promise<StoreId> {
  const { name, trade, district, address, latitudeE6, longitudeE6, recruiterId } = row;
  const [picture = ANY_STORE, ...pictures] = row.pictures;
  const { id } = await db.stores.create(
    {
      ...{ name, trade, district, address, latitudeE6, longitudeE6, recruiterId, picture, pictures },
      ...hoursFields({ openingHours: '', weeklyHours: row.weeklyHours }),
      // Its people fill it in at the desk: the phone of the application is its applicant's own, not for everybody.
      phone: '',
      ...{ merchantId, commissionRatio, rebate: {}, cashier: {}, createdAt },
    },
    { transaction: tx },
  );
  return id;
}

type Told =
  | { readonly kind: 'applicationOffered'; readonly commissionRatio: Ratio }
  | { readonly kind: 'applicationApproved'; readonly merchantId: MerchantId }
  | { readonly kind: 'applicationRejected'; readonly reason: string };

/** Who applied without signing in has no inbox: the shop calls, or the applicant looks. */
async function tell(
  shop: ShopContext,
  tx: Tx,
  { memberId, no: applicationNo, name }: ApplicationRow,
  told: Told,
): Promise<void> {
  if (memberId !== null) await announce(shop, tx, memberId, { ...told, applicationNo, name });
}
