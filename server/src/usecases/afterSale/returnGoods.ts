import type { MemberId } from '@paifan/shared/ids/ids';
import type { Carrier } from '@paifan/shared/orders/carriers';
import { inTransaction } from '../../db/transaction';
import { memberActor, type Actor } from '../actor';
import { nothingElse, type Alongside } from '../alongside';
import type { ShopContext } from '../context';
import { returnStock } from '../orders/stock';
import { lockAfterSale, moveAfterSale } from './moveAfterSale';

/**
 * The member has sent the goods back. Repeating it changes nothing; another number replaces the one before.
 * @throws ApiError after_sale_not_found, after_sale_state
 */
export async function sendBack(
  shop: ShopContext,
  memberId: MemberId,
  no: string,
  { carrier, number }: { readonly carrier: Carrier; readonly number: string },
): Promise<void> {
  await inTransaction(shop.db, async (tx) => {
    const locked = await lockAfterSale(shop, tx, { no, memberId });
    const { returnCarrier, returnNumber } = locked.afterSale;
    if (returnCarrier === carrier && returnNumber === number) return;
    const parcel = { returnCarrier: carrier, returnNumber: number };
    await moveAfterSale(shop, tx, locked, 'sendBack', memberActor(memberId), parcel);
  });
}

/**
 * The goods are back with the shop.
 * @param restock can they be sold again? Then they go back to the stock
 * @throws ApiError after_sale_not_found, after_sale_state
 */
export async function receiveGoods(
  shop: ShopContext,
  actor: Actor,
  no: string,
  { restock }: { readonly restock: boolean },
  alongside: Alongside = nothingElse,
): Promise<void> {
  const { db } = shop;
  await inTransaction(db, async (tx) => {
    const locked = await lockAfterSale(shop, tx, { no });
    const before = locked.afterSale.state;
    await moveAfterSale(shop, tx, locked, 'receive', actor);
    await alongside(tx, { before, after: locked.afterSale.state });
    if (!restock) return;
    const { orderId, lineNo, quantity } = locked.afterSale;
    const line = await db.orderLines.findOne({
      where: { orderId, lineNo },
      transaction: tx,
      rejectOnEmpty: true,
    });
    const { productId, skuId, title } = line;
    await returnStock(tx, [{ productId, skuId, title, quantity }]);
  });
}
