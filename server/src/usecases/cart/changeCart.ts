import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, SkuId } from '@paifan/shared/ids/ids';
import { countColumn } from '../../db/columns';
import { execute, queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { lockMember } from '../lockMember';

type Shop = Pick<ShopContext, 'db' | 'clock'>;

/** Different SKUs of one cart. */
export const MOST_ITEMS = 100;
/** Pieces of one SKU, as in an order. */
const MOST_PIECES = 99;

const heldRow = z.object({ quantity: countColumn, last_key: z.string() });
const countRow = z.object({ items: countColumn });

/**
 * Puts pieces of a SKU into the cart, beside those that are there, and checks it. The same request again adds nothing: an item knows
 * the key of the request that added to it last.
 * @throws ApiError product_not_found, product_off_sale, cart_full
 */
export async function addToCart(
  { db, clock }: Shop,
  memberId: MemberId,
  key: string,
  { skuId, quantity }: { readonly skuId: SkuId; readonly quantity: number },
): Promise<void> {
  const sku = await db.skus.findByPk(skuId);
  const product = sku && (await db.products.findByPk(sku.productId, { attributes: ['onSale', 'title'] }));
  if (!sku || !product) throw new ApiError('product_not_found');
  if (!product.onSale || !sku.onSale) throw new ApiError('product_off_sale', `「${product.title}」已下架`);
  await inTransaction(db, async (tx) => {
    await lockMember(tx, memberId);
    const held = await queryOne(
      tx,
      'SELECT quantity, last_key FROM cart_items WHERE member_id = ? AND sku_id = ?',
      [memberId, skuId],
      heldRow,
    );
    if (held?.last_key === key) return;
    if (held === null) await assertRoom(tx, memberId);
    await execute(
      tx,
      `INSERT INTO cart_items (member_id, sku_id, quantity, checked, price_fen, last_key, added_at)
       VALUES (:memberId, :skuId, :pieces, TRUE, :priceFen, :key, :now)
       ON DUPLICATE KEY UPDATE quantity = :pieces, checked = TRUE, price_fen = :priceFen, last_key = :key,
         added_at = :now`,
      {
        ...{ memberId, skuId, key, priceFen: sku.priceFen, now: clock.now() },
        pieces: Math.min(MOST_PIECES, (held?.quantity ?? 0) + quantity),
      },
    );
  });
}

async function assertRoom(tx: Tx, memberId: MemberId): Promise<void> {
  const count = await queryOne(
    tx,
    'SELECT COUNT(*) AS items FROM cart_items WHERE member_id = ?',
    [memberId],
    countRow,
  );
  if ((count?.items ?? 0) >= MOST_ITEMS) throw new ApiError('cart_full');
}

/** Says how many pieces of an item, and whether it is to be ordered now. @throws ApiError cart_item_not_found */
export async function setCartItem(
  { db }: Pick<Shop, 'db'>,
  memberId: MemberId,
  skuId: SkuId,
  { quantity, checked }: { readonly quantity: number; readonly checked: boolean },
): Promise<void> {
  const item = await queryOne(
    db,
    'SELECT quantity, last_key FROM cart_items WHERE member_id = ? AND sku_id = ?',
    [memberId, skuId],
    heldRow,
  );
  if (item === null) throw new ApiError('cart_item_not_found');
  await execute(db, 'UPDATE cart_items SET quantity = ?, checked = ? WHERE member_id = ? AND sku_id = ?', [
    quantity,
    checked,
    memberId,
    skuId,
  ]);
}

/** Checks exactly these items; a SKU that is not in the cart is passed over. */
export async function checkCartItems(
  { db }: Pick<Shop, 'db'>,
  memberId: MemberId,
  skuIds: readonly SkuId[],
): Promise<void> {
  // No SKU has the number 0: an empty list is no SQL.
  const checked = skuIds.length === 0 ? ['0'] : skuIds;
  await execute(db, 'UPDATE cart_items SET checked = (sku_id IN (?)) WHERE member_id = ?', [
    checked,
    memberId,
  ]);
}

/** Takes an item out; one that is not there is out already. */
export async function removeFromCart(
  { db }: Pick<Shop, 'db'>,
  memberId: MemberId,
  skuId: SkuId,
): Promise<void> {
  await execute(db, 'DELETE FROM cart_items WHERE member_id = ? AND sku_id = ?', [memberId, skuId]);
}
