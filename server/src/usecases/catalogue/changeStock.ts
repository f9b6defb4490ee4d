import { z } from 'zod';
import type { StockEdit } from '@paifan/shared/contract/products';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, OperatorId, ProductId, SkuId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { countColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import type { Tx } from '../../db/transaction';
import type { Actor } from '../actor';
import type { ShopContext } from '../context';
import { onceForActor } from './requests';
import { editedStock, noteStockChange } from './saveSkus';

export interface StockChange {
  readonly productId: ProductId;
  readonly skuId: SkuId;
  readonly stock: StockEdit;
  /** Only if it is this merchant's; absent: whosever. */
  readonly merchantId?: MerchantId;
}

/**
 * Changes the stock of a SKU by hand, while orders take and return pieces. With a key that was used before nothing happens again.
 * @returns the stock as it was left then
 * @throws ApiError sku_not_found, stock_changed, idempotency_key_reused
 */
export async function changeStock(
  office: Pick<ShopContext, 'db' | 'clock'>,
  actor: Actor,
  key: string,
  change: StockChange,
): Promise<number> {
  const id = await onceForActor(office, actor, key, change, (tx) => changeIt(office, tx, actor, change));
  const row = await queryOne(
    office.db,
    'SELECT stock_after FROM stock_changes WHERE id = ?',
    [id],
    z.object({ stock_after: countColumn }),
  );
  if (row === null) throw new Error(`stock change ${id} is not there`);
  return row.stock_after;
}

/** @returns the id of the change */
async function changeIt(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  tx: Tx,
  actor: Actor,
  { productId, skuId, stock: edit, merchantId }: StockChange,
): Promise<string> {
  if (merchantId !== undefined) {
    const own = await db.products.findOne({ where: { id: productId, merchantId }, transaction: tx });
    if (own === null) throw new ApiError('sku_not_found');
  }
  const sku = await db.skus.findOne({
    where: { id: skuId, productId, removedAt: null },
    lock: tx.LOCK.UPDATE,
    transaction: tx,
  });
  if (sku === null) throw new ApiError('sku_not_found');
  const at = clock.now();
  const from = sku.stock;
  const to = editedStock(from, edit, skuId);
  await sku.update({ stock: to }, { transaction: tx });
  const id = await noteStockChange(tx, { skuId, from, to }, actor, at);
  if (actor.kind === 'operator') {
    await audit(tx, {
      ...{ at, operatorId: actor.id as OperatorId, action: 'sku.stockChanged', subject: `sku:${skuId}` },
      ...{ before: { productId, stock: from }, after: { productId, stock: to } },
    });
  }
  return id;
}
