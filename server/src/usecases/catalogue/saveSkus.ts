import { z } from 'zod';
import { skuName } from '@paifan/shared/catalogue/products';
import type { SkuDraft, StockEdit } from '@paifan/shared/contract/products';
import { ApiError } from '@paifan/shared/errors/errors';
import type { ProductId, SkuId } from '@paifan/shared/ids/ids';
import type { Database } from '../../db/connect';
import type { SkuRow } from '../../db/models/catalogue';
import { idColumn } from '../../db/columns';
import { execute, queryOne } from '../../db/query';
import type { Tx } from '../../db/transaction';
import { actorText, type Actor } from '../actor';

/** The SKUs that a product has, under their locks, in the order in which orders lock them, too. */
export const lockSkus = (db: Database, tx: Tx, productId: ProductId): Promise<SkuRow[]> =>
  db.skus.findAll({
    where: { productId, removedAt: null },
    order: [['id', 'ASC']],
    lock: tx.LOCK.UPDATE,
    transaction: tx,
  });

/** Each SKU of a draft with the one that it changes. @throws ApiError sku_not_found */
export function matchSkus(
  known: readonly SkuRow[],
  drafts: readonly SkuDraft[],
): (readonly [draft: SkuDraft, row: SkuRow | null])[] {
  const byId = new Map(known.map((row) => [row.id, row]));
  return drafts.map((draft) => {
    if (draft.id === undefined) return [draft, null];
    const row = byId.get(draft.id);
    if (row === undefined) throw new ApiError('sku_not_found', undefined, { skuId: draft.id });
    return [draft, row];
  });
}

/**
 * The stock after an edit.
 * @param stock as it is, under the lock
 * @throws ApiError stock_changed: it is another than the editor saw, or there are fewer than are taken away
 */
export function editedStock(stock: number, edit: StockEdit, skuId: SkuId): number {
  if ('by' in edit) {
    if (stock + edit.by < 0) throw new ApiError('stock_changed', '库存不足，无法减少', { skuId, stock });
    return stock + edit.by;
  }
  if (edit.expectedStock !== stock) throw new ApiError('stock_changed', undefined, { skuId, stock });
  return edit.set;
}

const newStock = (edit: StockEdit | undefined): number =>
  edit === undefined ? 0 : 'set' in edit ? edit.set : Math.max(0, edit.by);

/** Keeps that somebody changed a stock by hand. @returns the id of the change */
export async function noteStockChange(
  tx: Tx,
  change: { readonly skuId: SkuId; readonly from: number; readonly to: number },
  actor: Actor,
  at: Date,
): Promise<string> {
  await execute(
    tx,
    'INSERT INTO stock_changes (sku_id, actor, pieces, stock_after, at) VALUES (?, ?, ?, ?, ?)',
    [change.skuId, actorText(actor), change.to - change.from, change.to, at],
  );
  const row = await queryOne(tx, 'SELECT LAST_INSERT_ID() AS id', [], z.object({ id: idColumn }));
  if (row === null) throw new Error('an insert has an id');
  return row.id;
}

/** While SKUs swap their names, and for ever when they are removed, they are called by their numbers. */
const setAside = (row: SkuRow, tx: Tx, removed: Partial<Pick<SkuRow, 'removedAt' | 'onSale'>> = {}) =>
  row.update({ name: `#${row.id}`, ...removed }, { transaction: tx });

/**
 * Writes the SKUs of a product, in the order of the draft. One that is not in it any more is removed: it stays in the database, for
 * orders and carts name it.
 * @param known of the product, locked
 * @throws ApiError stock_changed
 */
export async function saveSkus(
  { db, actor, at }: { readonly db: Database; readonly actor: Actor; readonly at: Date },
  tx: Tx,
  productId: ProductId,
  known: readonly SkuRow[],
  matched: readonly (readonly [draft: SkuDraft, row: SkuRow | null])[],
): Promise<void> {
  const kept = new Set(matched.map(([, row]) => row?.id));
  for (const row of known.filter(({ id }) => !kept.has(id)))
    await setAside(row, tx, { removedAt: at, onSale: false });
  for (const [{ choices }, row] of matched)
    if (row !== null && row.name !== skuName(choices)) await setAside(row, tx);

  for (const [sort, [{ id: _id, stock: edit, choices, ...fields }, row]] of matched.entries()) {
    const values = { ...fields, choices, name: skuName(choices), sort };
    if (row === null) {
      const stock = newStock(edit);
      const { id } = await db.skus.create({ ...values, productId, stock }, { transaction: tx });
      if (stock > 0) await noteStockChange(tx, { skuId: id, from: 0, to: stock }, actor, at);
      continue;
    }
    const from = row.stock;
    const to = edit === undefined ? from : editedStock(from, edit, row.id);
    await row.update({ ...values, stock: to }, { transaction: tx });
    if (to !== from) await noteStockChange(tx, { skuId: row.id, from, to }, actor, at);
  }
}
