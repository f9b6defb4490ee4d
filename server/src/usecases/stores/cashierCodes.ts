import { ApiError } from '@paifan/shared/errors/errors';
import type { CashierCodeId, MerchantId, OperatorId, StoreId } from '@paifan/shared/ids/ids';
import { CASHIER_CODE_LENGTH, cashierScene } from '@paifan/shared/merchants/scenes';
import type { AuditAction } from '@paifan/shared/operators/actions';
import { audit } from '../../db/audit';
import type { CashierCodeRow } from '../../db/models/merchants';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { drawCode } from '../drawCode';
import { olderThan, pageLimit, toPage } from '../lists';
import { randomCode } from '../orders/orderNumber';
import { hashOf, once } from '../once';
import { findStoreOf } from './manageStores';

/*
 * The codes that hang at a store's cashier. A store may have many of them, each with its label; one that was lost or copied is
 * revoked or renewed.
 */

/** The page that a cashier code opens. Without a leading slash. */
const CASHIER_PAGE = 'packages/store/cashier/index';

/** Who handles codes: an operator any store's, a merchant's people their own. */
export type CodeKeeper = { readonly operatorId: OperatorId } | { readonly merchantId: MerchantId };

const merchantOf = (by: CodeKeeper): MerchantId | undefined =>
  'merchantId' in by ? by.merchantId : undefined;

/** Codes of a store, newest first, the revoked ones too. @throws ApiError store_not_found */
export async function readCashierCodes(
  { db }: ShopContext,
  by: CodeKeeper,
  storeId: StoreId,
  request: PageRequest,
): Promise<Page<CashierCodeRow>> {
  await findStoreOf(db, storeId, merchantOf(by));
  const rows = await db.cashierCodes.findAll({
    where: { storeId, ...olderThan<CashierCodeId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** Makes a code. With a key that was used before, the code of then comes back. @throws ApiError store_not_found, forbidden_phrase, idempotency_key_reused */
export async function createCashierCode(
  shop: ShopContext,
  by: CodeKeeper,
  storeId: StoreId,
  idempotencyKey: string,
  label: string,
): Promise<CashierCodeRow> {
  assertAllowedTexts({ label });
  await findStoreOf(shop.db, storeId, merchantOf(by));
  const requestHash = hashOf({ label });
  return once(requestHash, findByKey(shop, storeId, idempotencyKey), () =>
    inTransaction(shop.db, async (tx) => {
      const code = { storeId, label, idempotencyKey, requestHash, replacesId: null };
      const row = await insertCode(shop, tx, code);
      await auditCode(shop, tx, by, row, 'cashierCode.created', null);
      return row;
    }),
  );
}

const findByKey =
  ({ db }: ShopContext, storeId: StoreId, idempotencyKey: string) =>
  (): Promise<CashierCodeRow | null> =>
    db.cashierCodes.findOne({ where: { storeId, idempotencyKey } });

type NewCode = Pick<CashierCodeRow, 'storeId' | 'label' | 'idempotencyKey' | 'requestHash' | 'replacesId'>;

async function insertCode({ db, clock }: ShopContext, tx: Tx, code: NewCode): Promise<CashierCodeRow> {
  const scene = cashierScene(randomCode(CASHIER_CODE_LENGTH));
  const { id } = await db.cashierCodes.create(
    { ...code, scene, createdAt: clock.now() },
    { transaction: tx },
  );
  return db.cashierCodes.findByPk(id, { transaction: tx, rejectOnEmpty: true });
}

async function auditCode(
  { clock }: ShopContext,
  tx: Tx,
  by: CodeKeeper,
  { id, storeId, label, replacesId }: CashierCodeRow,
  action: AuditAction,
  before: { readonly revoked: boolean } | null,
): Promise<void> {
  if (!('operatorId' in by)) return;
  const revoked = action === 'cashierCode.revoked';
  await audit(tx, {
    ...{ at: clock.now(), operatorId: by.operatorId, action, subject: `cashierCode:${id}` },
    ...{ before, after: { store: storeId, label, replaces: replacesId, revoked } },
  });
}

/** @throws ApiError cashier_code_not_found, also for a code of another merchant's store */
async function findCode({ db }: ShopContext, by: CodeKeeper, id: CashierCodeId): Promise<CashierCodeRow> {
  const row = await db.cashierCodes.findByPk(id);
  const merchantId = merchantOf(by);
  const isOwn =
    row !== null &&
    (merchantId === undefined || (await db.stores.count({ where: { id: row.storeId, merchantId } })) > 0);
  if (row === null || !isOwn) throw new ApiError('cashier_code_not_found');
  return row;
}

/** From now on the code opens nothing. Repeating it changes nothing. @throws ApiError cashier_code_not_found */
export async function revokeCashierCode(
  shop: ShopContext,
  by: CodeKeeper,
  id: CashierCodeId,
): Promise<CashierCodeRow> {
  await findCode(shop, by, id);
  return inTransaction(shop.db, async (tx) => {
    const row = await lockCode(shop, tx, id);
    if (row.revokedAt !== null) return row;
    await row.update({ revokedAt: shop.clock.now() }, { transaction: tx });
    await auditCode(shop, tx, by, row, 'cashierCode.revoked', { revoked: false });
    return row;
  });
}

/**
 * Another code comes in the place of one, which opens nothing from now on. Renewing the same one twice answers the same new one.
 * @throws ApiError cashier_code_not_found
 */
export async function renewCashierCode(
  shop: ShopContext,
  by: CodeKeeper,
  id: CashierCodeId,
): Promise<CashierCodeRow> {
  const old = await findCode(shop, by, id);
  // A code is replaced once: that is what names this write.
  const idempotencyKey = `renewal-of-${id}`;
  const requestHash = hashOf({ replaces: id });
  return once(requestHash, findByKey(shop, old.storeId, idempotencyKey), () =>
    inTransaction(shop.db, async (tx) => {
      const locked = await lockCode(shop, tx, id);
      const { storeId, label, revokedAt } = locked;
      const code = { storeId, label, idempotencyKey, requestHash, replacesId: id };
      const row = await insertCode(shop, tx, code);
      await locked.update({ revokedAt: revokedAt ?? shop.clock.now() }, { transaction: tx });
      await auditCode(shop, tx, by, row, 'cashierCode.renewed', { revoked: revokedAt !== null });
      return row;
    }),
  );
}

const lockCode = ({ db }: ShopContext, tx: Tx, id: CashierCodeId): Promise<CashierCodeRow> =>
  db.cashierCodes.findByPk(id, { lock: tx.LOCK.UPDATE, transaction: tx, rejectOnEmpty: true });

/** The picture of a code, to print. @throws ApiError cashier_code_not_found, cashier_code_revoked, wechat_unavailable */
export async function drawCashierCode(
  shop: ShopContext,
  by: CodeKeeper,
  id: CashierCodeId,
): Promise<Uint8Array> {
  const { scene, revokedAt } = await findCode(shop, by, id);
  if (revokedAt !== null) throw new ApiError('cashier_code_revoked');
  return drawCode(shop, { scene, page: CASHIER_PAGE });
}
