import { ApiError } from '@paifan/shared/errors/errors';
import type { ProductId, SkuId } from '@paifan/shared/ids/ids';
import { updateRows } from '../../db/bulk';
import { execute } from '../../db/query';
import type { Tx } from '../../db/transaction';

/** A line of an order, as the stock sees it; a cashier's line has no SKU. */
export interface PiecesOfLine {
  readonly productId: ProductId | null;
  readonly skuId: SkuId | null;
  readonly quantity: number;
  readonly title: string;
}

/** The refusal of a SKU of which there is not enough. */
export const outOfStock = ({
  productId,
  skuId,
  title,
}: Pick<PiecesOfLine, 'productId' | 'skuId' | 'title'>): ApiError =>
  new ApiError('out_of_stock', `「${title}」库存不足`, { productId, skuId });

/**
 * Takes the pieces of an order from the stock, which never goes below zero.
 * @throws ApiError out_of_stock
 */
export async function reserveStock(tx: Tx, lines: readonly PiecesOfLine[]): Promise<void> {
  for (const { productId, skuId, quantity, title } of bySku(lines)) {
    const reserved = await execute(
      tx,
      `UPDATE skus s JOIN products p ON p.id = s.product_id SET s.stock = s.stock - ?
       WHERE s.id = ? AND s.stock >= ? AND s.on_sale AND p.on_sale`,
      [quantity, skuId, quantity],
    );
    if (reserved === 0) throw outOfStock({ productId, skuId, title });
  }
}

/** Gives the pieces of an order that was not paid back to the stock. */
export async function returnStock(tx: Tx, lines: readonly PiecesOfLine[]): Promise<void> {
  for (const { skuId, quantity } of bySku(lines)) {
    await execute(tx, 'UPDATE skus SET stock = stock + ? WHERE id = ?', [quantity, skuId]);
  }
}

/** Counts the pieces of paid orders as sold. */
export async function countSold(
  tx: Tx,
  lines: readonly Pick<PiecesOfLine, 'productId' | 'quantity'>[],
): Promise<void> {
  const pieces = new Map<ProductId, number>();
  for (const { productId, quantity } of lines)
    if (productId !== null) pieces.set(productId, (pieces.get(productId) ?? 0) + quantity);
  const rows = [...pieces].sort(([a], [b]) => Number(a) - Number(b));
  await updateRows(tx, 'products', { id: 'BIGINT UNSIGNED', pieces: 'BIGINT' }, rows, {
    match: 't.id = v.id',
    set: 't.sold = t.sold + v.pieces',
  });
}

type PiecesOfSku = PiecesOfLine & { readonly productId: ProductId; readonly skuId: SkuId };

// Always in the same order, so that two orders never wait for each other in a circle.
const bySku = (lines: readonly PiecesOfLine[]): PiecesOfSku[] =>
  lines
    .filter((line): line is PiecesOfSku => line.skuId !== null)
    .sort((a, b) => Number(a.skuId) - Number(b.skuId));
