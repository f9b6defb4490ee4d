import { ApiError } from '@paifan/shared/errors/errors';
import { merchantActor } from '../actor';
import { refundReturned } from '../afterSale/refundAfterSale';
import { receiveGoods } from '../afterSale/returnGoods';
import { reviewAfterSale } from '../afterSale/reviewAfterSale';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import type { Desk } from '../deskOrders/listDeskOrders';
import { assertStore, findDeskAfterSale } from './readDeskAfterSales';

/** What a merchant does with a request. */
export type DeskDecision =
  | { readonly kind: 'approve'; readonly answer?: string }
  | { readonly kind: 'reject'; readonly answer: string }
  | { readonly kind: 'receive'; readonly restock: boolean }
  | { readonly kind: 'refund' };

/**
 * A merchant decides on a request about its own line, by the same steps as an operator; its history names the merchant. A store decides all of
 * it, for what goes back is its sale; a supplier says that its goods came back, and the refund is the platform's.
 * @throws ApiError after_sale_not_found (also another merchant's), after_sale_state, refund_exceeds, forbidden_phrase, forbidden;
 *   bad_request: goods are to come back, and nobody said where to
 */
export async function decideAtDesk(
  shop: ShopContext,
  desk: Desk,
  no: string,
  decision: DeskDecision,
): Promise<void> {
  const { kind } = await findDeskAfterSale(shop, desk, no);
  if (decision.kind !== 'receive') assertStore(desk);
  const actor = merchantActor(desk.merchantId);
  switch (decision.kind) {
    case 'approve': {
      const { answer } = decision;
      if (answer !== undefined) assertAllowedTexts({ answer });
      else if (kind === 'returnRefund') throw new ApiError('bad_request', '请填写退货地址');
      return reviewAfterSale(shop, actor, no, { agrees: true, answer });
    }
    case 'reject':
      assertAllowedTexts({ answer: decision.answer });
      return reviewAfterSale(shop, actor, no, { agrees: false, answer: decision.answer });
    case 'receive':
      return receiveGoods(shop, actor, no, { restock: decision.restock });
    case 'refund':
      return refundReturned(shop, actor, no);
  }
}
