import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, ProductId } from '@paifan/shared/ids/ids';
import { countColumn, productIdColumn, timeColumn } from '../../db/columns';
import type { Page, PageRequest } from '../../db/paging';
import { execute, query, queryOne } from '../../db/query';
import { inTransaction, type Executor } from '../../db/transaction';
import type { ShopContext } from '../context';
import { inOrder } from './adminProducts';
import { offerProducts, type OfferedProduct } from './offers';

const MOST = 500;
const keptRow = z.object({ kept: countColumn });

/** Is this product among the member's favourites? */
export const isFavourite = async (
  executor: Executor,
  memberId: MemberId,
  productId: ProductId,
): Promise<boolean> =>
  (await queryOne(
    executor,
    'SELECT 1 AS kept FROM favourites WHERE member_id = ? AND product_id = ?',
    [memberId, productId],
    keptRow,
  )) !== null;

/** Keeps a product among the favourites; twice is once. @throws ApiError product_not_found, favourites_full */
export async function addFavourite(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  memberId: MemberId,
  productId: ProductId,
): Promise<void> {
  const product = await db.products.findByPk(productId, { attributes: ['id', 'onSale', 'listedAt'] });
  if (product === null || (!product.onSale && product.listedAt === null))
    throw new ApiError('product_not_found');
  await inTransaction(db, async (tx) => {
    // One after the other, so that the limit holds.
    await db.members.findByPk(memberId, { attributes: ['id'], lock: tx.LOCK.UPDATE, transaction: tx });
    if (await isFavourite(tx, memberId, productId)) return;
    const row = await queryOne(
      tx,
      'SELECT COUNT(*) AS kept FROM favourites WHERE member_id = ?',
      [memberId],
      keptRow,
    );
    if ((row?.kept ?? 0) >= MOST) throw new ApiError('favourites_full');
    await execute(tx, 'INSERT INTO favourites (member_id, product_id, added_at) VALUES (?, ?, ?)', [
      ...[memberId, productId, clock.now()],
    ]);
  });
}

/** Takes a product out of the favourites, if it is among them. */
export async function removeFavourite(
  { db }: Pick<ShopContext, 'db'>,
  memberId: MemberId,
  productId: ProductId,
): Promise<void> {
  await execute(db, 'DELETE FROM favourites WHERE member_id = ? AND product_id = ?', [memberId, productId]);
}

const CURSOR = /^(\d{1,15})-([1-9]\d{0,18})$/;

/** A member's favourites, added last first. */
export async function readFavourites(
  shop: Pick<ShopContext, 'db' | 'clock'>,
  memberId: MemberId,
  { cursor, limit }: PageRequest,
): Promise<Page<OfferedProduct>> {
  const [, ms, before] = CURSOR.exec(cursor ?? '') ?? [];
  const isFurther = ms !== undefined && before !== undefined;
  const at = new Date(Number(ms ?? 0));
  const rows = await query(
    shop.db,
    `SELECT product_id, added_at FROM favourites WHERE member_id = ?
     ${isFurther ? 'AND added_at <= ? AND (added_at < ? OR product_id < ?)' : ''}
     ORDER BY added_at DESC, product_id DESC LIMIT ${limit + 1}`,
    isFurther ? [memberId, at, at, before] : [memberId],
    z.object({ product_id: productIdColumn, added_at: timeColumn }),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const products = await inOrder(
    shop,
    shown.map(({ product_id }) => product_id),
  );
  return {
    items: await offerProducts(shop, memberId, products),
    next: rows.length > limit && last ? `${last.added_at.getTime()}-${last.product_id}` : null,
  };
}
