import type { ProductContent } from '@paifan/shared/contract/products';
import { ApiError } from '@paifan/shared/errors/errors';
import type { ProductId, StoreId } from '@paifan/shared/ids/ids';
import { inTransaction } from '../../db/transaction';
import { merchantActor } from '../actor';
import type { ShopContext } from '../context';
import type { Staff } from '../staff/findStaff';
import { switchSale, type Switching } from './onSale';
import { onceForActor } from './requests';
import { saveProduct } from './saveProduct';

/*
 * What a merchant's desk does with its own products. A store sets its prices by itself, for the platform's share is its commission; what
 * a supplier sells is the platform's offer, and an operator approves it: proposals.ts.
 */

type Office = Pick<ShopContext, 'db' | 'clock'>;
type Desk = Pick<Staff, 'merchantId' | 'merchantKind'>;

const PROPOSE = '供应商的商品须提交申请，审核通过后生效';

/** @throws ApiError forbidden */
export function assertKind({ merchantKind }: Desk, kind: Desk['merchantKind'], message?: string): void {
  if (merchantKind !== kind) throw new ApiError('forbidden', message);
}

/**
 * A store adds a product.
 * @returns its id
 * @throws ApiError forbidden (a supplier), store_not_found (also another merchant's), and what `saveProduct` throws
 */
export async function addStoreProduct(
  office: Office,
  desk: Desk,
  key: string,
  { storeId, ...draft }: ProductContent & { readonly storeId: StoreId },
): Promise<ProductId> {
  assertKind(desk, 'store', PROPOSE);
  const { merchantId } = desk;
  const actor = merchantActor(merchantId);
  return onceForActor(office, actor, key, { storeId, draft }, async (tx) => {
    const own = await office.db.stores.findOne({ where: { id: storeId, merchantId }, transaction: tx });
    if (own === null) throw new ApiError('store_not_found');
    const product = { seller: { source: 'store' as const, merchantId, storeId } };
    // With its rebate off it gives no more than all of the store's products give: nothing here is the merchant's to decide.
    const overruled = [`store:${storeId}/product:new`];
    return saveProduct(office, tx, actor, { product, draft, overruled });
  });
}

/**
 * A store changes a product.
 * @throws ApiError forbidden (a supplier), product_not_found (also another merchant's), and what `saveProduct` throws
 */
export async function changeStoreProduct(
  office: Office,
  desk: Desk,
  id: ProductId,
  change: ProductContent & { readonly version: number; readonly confirmWaiting: boolean },
): Promise<void> {
  assertKind(desk, 'store', PROPOSE);
  const { merchantId } = desk;
  const { version, confirmWaiting, ...draft } = change;
  await inTransaction(office.db, async (tx) => {
    const own = await office.db.products.findOne({ where: { id, merchantId }, transaction: tx });
    if (own === null) throw new ApiError('product_not_found');
    // Its price does not matter for the platform's margin, and its rules stay.
    const overruled = [`store:${own.storeId}/product:${id}`];
    const saving = { product: { id, version }, draft, overruled, confirmWaiting };
    await saveProduct(office, tx, merchantActor(merchantId), saving);
  });
}

/** @throws ApiError forbidden: a supplier puts nothing on sale; and what `switchSale` throws */
export async function switchOwnSale(
  office: Office,
  desk: Desk,
  switching: Omit<Switching, 'among'>,
): Promise<number> {
  if (switching.onSale) assertKind(desk, 'store', PROPOSE);
  const { merchantId } = desk;
  return switchSale(office, merchantActor(merchantId), { ...switching, among: { merchantId } });
}
