import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import {
  storeId,
  type MerchantId,
  type OperatorId,
  type ProductId,
  type StoreId,
} from '@paifan/shared/ids/ids';
import { hoursText, type OpenHours } from '@paifan/shared/merchants/hours';
import { compareRatio, ratio, type Ratio } from '@paifan/shared/money/ratio';
import type { ItemRules } from '@paifan/shared/settings/rules';
import { Op } from 'sequelize';
import { audit, type AuditState } from '../../db/audit';
import type { Database } from '../../db/connect';
import type { StoreRow } from '../../db/models/catalogue';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { assertOwnPictures } from '../uploads/ownPictures';
import { hashOf, once } from '../once';
import { assertStoreMargins } from './assertMargins';

/** What a store's own people change of its page. */
export type StoreFront = BodyOf<'PUT /api/desk/stores/:id'>;
/** What operators change of it. */
export type StorePage = BodyOf<'PUT /api/admin/stores/:id'>;
/** What of its sales goes to the line, and to whom; the console's form sends what it drew from the table of settings. */
export type StoreRulesDraft = BodyOf<'PUT /api/admin/stores/:id/rules'>;

const subjectOf = (id: StoreId): string => `store:${id}`;

export interface StoreQuery extends PageRequest {
  readonly merchantId?: MerchantId;
  /** How the name begins. */
  readonly name?: string;
}

/** Stores, newest first, those that may not sell too. */
export async function readAllStores(
  { db }: ShopContext,
  { merchantId, name, ...request }: StoreQuery,
): Promise<Page<StoreRow>> {
  const rows = await db.stores.findAll({
    where: {
      ...(merchantId === undefined ? {} : { merchantId }),
      ...(name === undefined ? {} : { name: { [Op.like]: `${name.replace(/[\\%_]/g, '\\$&')}%` } }),
      ...olderThan<StoreId>(request),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** @param merchantId given: a store of another merchant is as if it were not there. @throws ApiError store_not_found */
export async function findStoreOf(db: Database, id: StoreId, merchantId?: MerchantId): Promise<StoreRow> {
  const row = await db.stores.findOne({ where: { id, ...(merchantId === undefined ? {} : { merchantId }) } });
  if (row === null) throw new ApiError('store_not_found');
  return row;
}

/** The store under its lock. @throws ApiError store_not_found */
export async function lockStore(
  db: Database,
  tx: Tx,
  id: StoreId,
  merchantId?: MerchantId,
): Promise<StoreRow> {
  const where = { id, ...(merchantId === undefined ? {} : { merchantId }) };
  const row = await db.stores.findOne({ where, lock: tx.LOCK.UPDATE, transaction: tx });
  if (row === null) throw new ApiError('store_not_found');
  return row;
}

/** The text of the opening hours: as it was written, or told from the hours. */
export function hoursFields({ openingHours, weeklyHours }: Pick<StoreRow, 'openingHours' | 'weeklyHours'>): {
  openingHours: string;
  weeklyHours: readonly OpenHours[] | null;
} {
  const told = weeklyHours === null ? '' : hoursText(weeklyHours);
  return { openingHours: openingHours === '' ? told : openingHours, weeklyHours };
}

function frontFields({ picture, pictures, phone, notice, ...hours }: StoreFront) {
  assertAllowedTexts({ notice, openingHours: hours.openingHours });
  return { picture, pictures, phone, notice, ...hoursFields(hours) };
}

function pageFields({ name, trade, address, district, place, ...front }: StorePage) {
  assertAllowedTexts({ name, trade });
  const { latitudeE6, longitudeE6 } = place ?? { latitudeE6: null, longitudeE6: null };
  return { name, trade, address, district, latitudeE6, longitudeE6, ...frontFields(front) };
}

const picturesIn = ({ picture, pictures }: Pick<StoreRow, 'picture' | 'pictures'>): string[] => [
  picture,
  ...(pictures ?? []),
];

/** The store's own people change what is theirs. @throws ApiError store_not_found, forbidden_phrase, picture_not_found */
export async function changeStoreFront(
  { db }: ShopContext,
  merchantId: MerchantId,
  id: StoreId,
  front: StoreFront,
): Promise<StoreRow> {
  const fields = frontFields(front);
  return inTransaction(db, async (tx) => {
    const row = await lockStore(db, tx, id, merchantId);
    await assertOwnPictures(tx, { kind: 'merchant', id: merchantId }, picturesIn(fields), picturesIn(row));
    return row.update(fields, { transaction: tx });
  });
}

/** An operator changes a store's page. @throws ApiError store_not_found, forbidden_phrase, picture_not_found */
export async function changeStore(
  { db, clock }: ShopContext,
  operatorId: OperatorId,
  id: StoreId,
  page: StorePage,
): Promise<StoreRow> {
  const fields = pageFields(page);
  return inTransaction(db, async (tx) => {
    const row = await lockStore(db, tx, id);
    await assertOwnPictures(tx, { kind: 'operators' }, picturesIn(fields), picturesIn(row));
    const before = pageState(row);
    await row.update(fields, { transaction: tx });
    await audit(tx, {
      ...{ at: clock.now(), operatorId, action: 'store.changed', subject: subjectOf(id) },
      ...{ before, after: pageState(row) },
    });
    return row;
  });
}

/** Without phone and address: they may be a person's. */
const pageState = (row: StoreRow): AuditState => ({
  name: row.name,
  trade: row.trade,
  district: row.district,
  place: row.latitudeE6 === null ? null : [row.latitudeE6, row.longitudeE6],
  openingHours: row.openingHours,
  pictures: 1 + (row.pictures?.length ?? 0),
});

/** What a new store is opened with. */
export type NewStore = BodyOf<'POST /api/admin/stores'>;

/**
 * Opens a further store of a merchant, with the commission of its contract, or one of the shop's own. With a key that was used
 * before, the store of then comes back.
 * @throws ApiError merchant_not_found, commission_by_contract, margin_exceeded, forbidden_phrase, idempotency_key_reused
 */
export async function createStore(
  shop: ShopContext,
  operatorId: OperatorId,
  idempotencyKey: string,
  draft: NewStore,
): Promise<StoreRow> {
  const { db } = shop;
  const requestHash = hashOf(draft);
  const createdKey = `${operatorId}/${idempotencyKey}`;
  const find = async (): Promise<{ requestHash: Buffer; row: StoreRow } | null> => {
    const row = await db.stores.findOne({ where: { createdKey } });
    return row?.createdHash ? { requestHash: row.createdHash, row } : null;
  };
  const { row } = await once(requestHash, find, async () => ({
    requestHash,
    row: await inTransaction(db, (tx) =>
      openStore(shop, tx, operatorId, draft, { createdKey, createdHash: requestHash }),
    ),
  }));
  return row;
}

/** How a store without an id is named to the margin guard: `store:new`, `cashier:new`. */
export const NEW_STORE = storeId('new');

async function openStore(
  { db, clock }: ShopContext,
  tx: Tx,
  operatorId: OperatorId,
  { merchantId, commissionRatio: asked, overruled, ...page }: NewStore,
  created: { readonly createdKey: string; readonly createdHash: Buffer },
): Promise<StoreRow> {
  const fields = pageFields(page);
  await assertOwnPictures(tx, { kind: 'operators' }, picturesIn(fields));
  const merchant =
    merchantId === null
      ? null
      : await db.merchants.findByPk(merchantId, { lock: tx.LOCK.UPDATE, transaction: tx });
  if (merchantId !== null && merchant?.kind !== 'store') throw new ApiError('merchant_not_found');
  const commissionRatio = commissionOf(merchant?.commissionRatio ?? null, asked);
  const recruiterId = merchant?.recruiterId ?? null;
  const rules = { rebate: {}, cashier: {} };
  const now = clock.now();
  const asItWill = {
    id: NEW_STORE,
    rules: { commissionRatio, recruiter: recruiterId, ...rules },
    products: [],
  };
  const waved = await assertStoreMargins(tx, now, [asItWill], overruled);
  const { id } = await db.stores.create(
    { ...fields, ...created, merchantId, commissionRatio, recruiterId, ...rules, createdAt: now },
    { transaction: tx },
  );
  const row = await db.stores.findByPk(id, { transaction: tx, rejectOnEmpty: true });
  await audit(tx, {
    ...{ at: now, operatorId, action: 'store.created', subject: subjectOf(id), before: null },
    after: { ...pageState(row), merchant: merchantId, commission: commissionRatio, overruled: waved },
  });
  return row;
}

/** @throws ApiError commission_by_contract when another one is asked for than the merchant's contract says */
function commissionOf(contracted: Ratio | null, asked: string | null): Ratio {
  if (contracted === null) return ratio(asked ?? '0');
  if (asked !== null && compareRatio(ratio(asked), contracted) !== 0)
    throw new ApiError('commission_by_contract');
  return contracted;
}

/**
 * Sets the rules of a store's online sales and of its cashier, SPEC section 10, and the commission of a store of the shop's own.
 * Orders that are placed keep theirs.
 * @throws ApiError store_not_found, commission_by_contract, margin_exceeded
 */
export async function changeStoreRules(
  { db, clock }: ShopContext,
  operatorId: OperatorId,
  id: StoreId,
  draft: StoreRulesDraft,
): Promise<StoreRow> {
  const { rebate, cashier } = draft;
  return inTransaction(db, async (tx) => {
    const row = await lockStore(db, tx, id);
    const contracted = row.merchantId === null ? null : row.commissionRatio;
    const commissionRatio = commissionOf(contracted, draft.commissionRatio ?? row.commissionRatio);
    const rules = { commissionRatio, recruiter: row.recruiterId, rebate, cashier };
    const products = await rulesOfProducts(db, tx, id);
    const overruled = await assertStoreMargins(tx, clock.now(), [{ id, rules, products }], draft.overruled);
    const before = rulesState(row);
    await row.update({ commissionRatio, rebate, cashier }, { transaction: tx });
    await audit(tx, {
      ...{ at: clock.now(), operatorId, action: 'store.rulesChanged', subject: subjectOf(id), before },
      after: { ...rulesState(row), overruled },
    });
    return row;
  });
}

/** Its rules, as the audit log keeps them. */
export const rulesState = ({ commissionRatio, rebate, cashier }: StoreRow): AuditState => ({
  commission: commissionRatio,
  rebate,
  cashier,
});

/** What a store sells online, as far as the margin guard looks at it. */
export async function rulesOfProducts(
  db: Database,
  tx: Tx,
  id: StoreId,
): Promise<{ readonly id: ProductId; readonly rules: ItemRules }[]> {
  const products = await db.products.findAll({
    where: { storeId: id },
    attributes: ['id', 'rebate'],
    transaction: tx,
  });
  return products.map((product) => ({ id: product.id, rules: product.rebate }));
}
