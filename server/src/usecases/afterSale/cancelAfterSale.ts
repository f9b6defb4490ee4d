import type { MemberId } from '@paifan/shared/ids/ids';
import { inTransaction } from '../../db/transaction';
import { memberActor } from '../actor';
import type { ShopContext } from '../context';
import { lockAfterSale, moveAfterSale } from './moveAfterSale';

/**
 * A member takes a request back, before money or goods are on their way. Repeating it changes nothing.
 * @throws ApiError after_sale_not_found, after_sale_state
 */
export async function cancelAfterSale(shop: ShopContext, memberId: MemberId, no: string): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    const locked = await lockAfterSale(shop, tx, { no, memberId });
    if (locked.afterSale.state === 'cancelled') return;
    await moveAfterSale(shop, tx, locked, 'cancel', memberActor(memberId));
  });
}
