import type { MemberId, SkuId } from '@paifan/shared/ids/ids';
import { execute } from '../../db/query';
import type { Tx } from '../../db/transaction';

/** What is ordered from the cart leaves it, in the transaction of the order. */
export async function takeFromCart(
  tx: Tx,
  memberId: MemberId,
  lines: readonly { readonly skuId: SkuId | null }[],
): Promise<void> {
  const skus = lines.flatMap(({ skuId }) => (skuId === null ? [] : [skuId]));
  if (skus.length > 0)
    await execute(tx, 'DELETE FROM cart_items WHERE member_id = ? AND sku_id IN (?)', [memberId, skus]);
}
