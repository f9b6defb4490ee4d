import { z } from 'zod';
import type { MemberId, StoreId } from '@paifan/shared/ids/ids';
import {
  countColumn,
  fenColumn,
  flagColumn,
  productIdColumn,
  skuIdColumn,
  storeIdColumn,
} from '../../db/columns';
import { query } from '../../db/query';
import type { ShopContext } from '../context';

const itemRow = z
  .object({
    sku_id: skuIdColumn,
    product_id: productIdColumn,
    store_id: storeIdColumn.nullable(),
    store_name: z.string().nullable(),
    title: z.string(),
    sku_name: z.string(),
    picture: z.string(),
    quantity: countColumn,
    checked: flagColumn,
    price_fen: fenColumn,
    added_price_fen: fenColumn,
    stock: countColumn,
    offered: flagColumn,
  })
  .transform((row) => ({
    skuId: row.sku_id,
    productId: row.product_id,
    storeId: row.store_id,
    storeName: row.store_name,
    title: row.title,
    skuName: row.sku_name,
    picture: row.picture,
    quantity: row.quantity,
    checked: row.checked,
    priceFen: row.price_fen,
    addedPriceFen: row.added_price_fen,
    stock: row.stock,
    problem: problemOf(row),
  }));

/** An item with its SKU as it is now. */
export type CartItem = z.output<typeof itemRow>;

function problemOf({
  offered,
  stock,
  quantity,
}: {
  readonly offered: boolean;
  readonly stock: number;
  readonly quantity: number;
}): 'offSale' | 'outOfStock' | 'tooFew' | null {
  if (!offered) return 'offSale';
  if (stock === 0) return 'outOfStock';
  return stock < quantity ? 'tooFew' : null;
}

/** The items of one seller; one order is placed of one group. */
export interface CartGroup {
  /** null: the mall. */
  readonly storeId: StoreId | null;
  readonly storeName: string | null;
  readonly items: readonly CartItem[];
}

/** A member's cart by seller: who was added to last comes first, and so do the items. */
export async function readCart({ db }: Pick<ShopContext, 'db'>, memberId: MemberId): Promise<CartGroup[]> {
  const items = await query(
    db,
    `SELECT c.sku_id, s.product_id, p.store_id, t.name AS store_name, p.title, s.name AS sku_name,
       COALESCE(s.picture, p.picture) AS picture, c.quantity, c.checked, s.price_fen,
       c.price_fen AS added_price_fen, s.stock, (p.on_sale AND s.on_sale) AS offered
     FROM cart_items c JOIN skus s ON s.id = c.sku_id JOIN products p ON p.id = s.product_id
     LEFT JOIN stores t ON t.id = p.store_id
     WHERE c.member_id = ? ORDER BY c.added_at DESC, c.sku_id DESC`,
    [memberId],
    itemRow,
  );
  const sellers = [...new Set(items.map(({ storeId }) => storeId))];
  return sellers.map((storeId) => {
    const own = items.filter((item) => item.storeId === storeId);
    return { storeId, storeName: own[0]?.storeName ?? null, items: own };
  });
}
