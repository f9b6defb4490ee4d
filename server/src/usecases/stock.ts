import type { ProductId } from '@paifan/shared/ids/ids';
import { updateRows } from '../db/bulk';
import { execute } from '../db/query';
import type { Tx } from '../db/transaction';
import { outOfStock } from './quoteBasket';

/** A line of an order, as the stock sees it; a cashier's line has no product. */
export interface PiecesOfLine {
  readonly productId: ProductId | null;
  readonly quantity: number;
  readonly title: string;
}

/**
 * Takes the pieces of an order from the stock, which never goes below zero.
 * @throws ApiError out_of_stock
 */
export async function reserveStock(tx: Tx, lines: readonly PiecesOfLine[]): Promise<void> {
  for (const { productId, quantity, title } of byProduct(lines)) {
    const reserved = await execute(
      tx,
      'UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ? AND on_sale',
      [quantity, productId, quantity],
    );
    if (reserved === 0) throw outOfStock({ id: productId, title });
  }
}

/** Gives the pieces of an order that was not paid back to the stock. */
export async function returnStock(tx: Tx, lines: readonly PiecesOfLine[]): Promise<void> {
  for (const { productId, quantity } of byProduct(lines)) {
    await execute(tx, 'UPDATE products SET stock = stock + ? WHERE id = ?', [quantity, productId]);
  }
}

/** Counts the pieces of paid orders as sold. */
export async function countSold(tx: Tx, lines: readonly Omit<PiecesOfLine, 'title'>[]): Promise<void> {
  const pieces = new Map<ProductId, number>();
  for (const { productId, quantity } of lines)
    if (productId !== null) pieces.set(productId, (pieces.get(productId) ?? 0) + quantity);
  const rows = [...pieces].sort(([a], [b]) => Number(a) - Number(b));
  await updateRows(tx, 'products', { id: 'BIGINT UNSIGNED', pieces: 'BIGINT' }, rows, {
    match: 't.id = v.id',
    set: 't.sold = t.sold + v.pieces',
  });
}

type PiecesOfProduct = PiecesOfLine & { readonly productId: ProductId };

// Always in the same order, so that two orders never wait for each other in a circle.
const byProduct = (lines: readonly PiecesOfLine[]): PiecesOfProduct[] =>
  lines
    .filter((line): line is PiecesOfProduct => line.productId !== null)
    .sort((a, b) => Number(a.productId) - Number(b.productId));
