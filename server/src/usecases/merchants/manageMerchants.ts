import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, OperatorId, StoreId } from '@paifan/shared/ids/ids';
import type { MerchantKind } from '@paifan/shared/merchants/permissions';
import { ratio, type Ratio } from '@paifan/shared/money/ratio';
import { Op } from 'sequelize';
import { audit, type AuditState } from '../../db/audit';
import type { Database } from '../../db/connect';
import type { StoreRow } from '../../db/models/catalogue';
import type { MerchantRow } from '../../db/models/merchants';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import { rulesOfStore } from '../checkout/storeRules';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { assertStoreMargins } from '../stores/assertMargins';
import { rulesOfProducts } from '../stores/manageStores';
import { sealMerchantPhone } from './phones';

/*
 * Merchants as operators manage them. Each write leaves one entry in the audit log, without names and phone numbers.
 */

const subjectOf = (id: MerchantId): string => `merchant:${id}`;

/** What of a merchant is kept in the audit log. */
const stateOf = (row: MerchantRow): AuditState => ({
  commission: row.commissionRatio,
  contractFrom: row.contractFrom,
  contractUntil: row.contractUntil,
  subMchid: row.subMchid,
  suspended: row.suspendedAt !== null,
});

export interface MerchantQuery extends PageRequest {
  readonly kind?: MerchantKind;
  /** How the name begins. */
  readonly name?: string;
}

/** Merchants, newest first. */
export async function readMerchants(
  { db }: ShopContext,
  { kind, name, ...request }: MerchantQuery,
): Promise<Page<MerchantRow>> {
  const rows = await db.merchants.findAll({
    where: {
      ...(kind === undefined ? {} : { kind }),
      ...(name === undefined ? {} : { name: { [Op.like]: `${name.replace(/[\\%_]/g, '\\$&')}%` } }),
      ...olderThan<MerchantId>(request),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** @throws ApiError merchant_not_found */
export async function findMerchant(db: Database, id: MerchantId): Promise<MerchantRow> {
  const row = await db.merchants.findByPk(id);
  if (row === null) throw new ApiError('merchant_not_found');
  return row;
}

/** A merchant with its stores. */
export interface FullMerchant {
  readonly merchant: MerchantRow;
  readonly stores: readonly { readonly id: StoreId; readonly name: string }[];
}

/** A merchant has a handful of stores; the list of stores has them all. */
const MOST_STORES = 200;

export async function readFullMerchant({ db }: ShopContext, merchant: MerchantRow): Promise<FullMerchant> {
  const stores = await db.stores.findAll({
    where: { merchantId: merchant.id },
    attributes: ['id', 'name'],
    order: [['id', 'ASC']],
    limit: MOST_STORES,
  });
  return { merchant, stores: stores.map(({ id, name }) => ({ id, name })) };
}

async function lockMerchant(db: Database, tx: Tx, id: MerchantId): Promise<MerchantRow> {
  const row = await db.merchants.findByPk(id, { lock: tx.LOCK.UPDATE, transaction: tx });
  if (row === null) throw new ApiError('merchant_not_found');
  return row;
}

/** What of a merchant an operator can change. */
export interface MerchantChange {
  readonly name: string;
  readonly contactName: string;
  /** Absent: as it is. */
  readonly contactPhone?: string;
  readonly commissionRatio: string;
  readonly contractFrom: string | null;
  readonly contractUntil: string | null;
  readonly subMchid: string | null;
  readonly overruled: readonly string[];
}

/**
 * Changes a merchant and its contract. Its stores follow: orders from now on have the new commission, those that are placed keep
 * theirs. SPEC section 3.
 * @throws ApiError merchant_not_found, margin_exceeded, forbidden_phrase
 */
export async function changeMerchant(
  shop: ShopContext,
  operatorId: OperatorId,
  id: MerchantId,
  change: MerchantChange,
): Promise<MerchantRow> {
  const { name, contactName, contactPhone, contractFrom, contractUntil, subMchid } = change;
  assertAllowedTexts({ name });
  const commissionRatio = ratio(change.commissionRatio);
  return inTransaction(shop.db, async (tx) => {
    const row = await lockMerchant(shop.db, tx, id);
    const now = shop.clock.now();
    const before = stateOf(row);
    const isRenamed = row.name !== name || row.contactName !== contactName || contactPhone !== undefined;
    const overruled = await giveCommission(shop, tx, row, commissionRatio, change.overruled);
    const phone =
      contactPhone === undefined ? {} : { contactPhoneSealed: sealMerchantPhone(shop, id, contactPhone) };
    await row.update(
      { name, contactName, commissionRatio, contractFrom, contractUntil, subMchid, ...phone },
      { transaction: tx },
    );
    await audit(tx, {
      ...{ at: now, operatorId, action: 'merchant.changed', subject: subjectOf(id), before },
      after: { ...stateOf(row), ...(isRenamed ? { renamed: true } : {}), overruled },
    });
    return row;
  });
}

/** Gives every store of a merchant the commission of its contract. @returns what of the margin guard was overruled */
async function giveCommission(
  { db, clock }: ShopContext,
  tx: Tx,
  { id, commissionRatio: before }: MerchantRow,
  commissionRatio: Ratio,
  overruled: readonly string[],
): Promise<string[]> {
  if (before === commissionRatio) return [];
  const where = { merchantId: id };
  const stores = await db.stores.findAll({ where, lock: tx.LOCK.UPDATE, transaction: tx });
  const asTheyWould = await Promise.all(
    stores.map(async (store: StoreRow) => ({
      id: store.id,
      rules: { ...rulesOfStore(store), commissionRatio },
      products: await rulesOfProducts(db, tx, store.id),
    })),
  );
  const names = await assertStoreMargins(tx, clock.now(), asTheyWould, overruled);
  await db.stores.update({ commissionRatio }, { where, transaction: tx });
  return names;
}

/** Its stores and products take no orders until it is resumed. Doing it twice changes the reason only. @throws ApiError merchant_not_found */
export const suspendMerchant = (
  shop: ShopContext,
  operatorId: OperatorId,
  id: MerchantId,
  reason: string,
): Promise<MerchantRow> => setSuspended(shop, operatorId, id, reason);

/** Its stores and products take orders again. @throws ApiError merchant_not_found */
export const resumeMerchant = (
  shop: ShopContext,
  operatorId: OperatorId,
  id: MerchantId,
): Promise<MerchantRow> => setSuspended(shop, operatorId, id, null);

async function setSuspended(
  { db, clock }: ShopContext,
  operatorId: OperatorId,
  id: MerchantId,
  suspendReason: string | null,
): Promise<MerchantRow> {
  return inTransaction(db, async (tx) => {
    const row = await lockMerchant(db, tx, id);
    const now = clock.now();
    const before = { suspended: row.suspendedAt !== null, reason: row.suspendReason };
    const suspendedAt = suspendReason === null ? null : (row.suspendedAt ?? now);
    await row.update({ suspendedAt, suspendReason }, { transaction: tx });
    await audit(tx, {
      ...{ at: now, operatorId, subject: subjectOf(id), before },
      action: suspendReason === null ? 'merchant.resumed' : 'merchant.suspended',
      after: { suspended: suspendedAt !== null, reason: suspendReason },
    });
    return row;
  });
}
