import { ApiError } from '@paifan/shared/errors/errors';
import type { AuditAction } from '@paifan/shared/operators/actions';
import { audit } from '../../db/audit';
import { receiveGoods } from '../afterSale/returnGoods';
import { refundReturned, retryRefund } from '../afterSale/refundAfterSale';
import { reviewAfterSale } from '../afterSale/reviewAfterSale';
import { operatorActor } from '../actor';
import { assertAllowedTexts } from '../allowedText';
import type { Alongside } from '../alongside';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';

/** What an operator does with a request. */
export type Decision =
  | { readonly kind: 'approve'; readonly answer?: string }
  | { readonly kind: 'reject'; readonly answer: string }
  | { readonly kind: 'receive'; readonly restock: boolean }
  | { readonly kind: 'refund' }
  | { readonly kind: 'retry' };

/**
 * An operator decides on a request for after-sale; the audit log keeps it.
 * @throws ApiError after_sale_not_found, after_sale_state, refund_exceeds, forbidden_phrase; bad_request: goods are to come back, and
 *   nobody said where to
 */
export async function decideAfterSale(
  shop: ShopContext,
  operator: Operator,
  no: string,
  decision: Decision,
): Promise<void> {
  const actor = operatorActor(operator);
  const kept = (action: AuditAction, extra: object = {}): Alongside => {
    return (tx, { before, after }) =>
      audit(tx, {
        ...{ at: shop.clock.now(), operatorId: operator.id, action, subject: `afterSale:${no}` },
        ...{ before: { state: before }, after: { state: after, ...extra } },
      });
  };
  switch (decision.kind) {
    case 'approve': {
      const { answer } = decision;
      if (answer === undefined) await assertNothingComesBack(shop, no);
      else assertAllowedTexts({ answer });
      return reviewAfterSale(shop, actor, no, { agrees: true, answer }, kept('afterSale.approved'));
    }
    case 'reject': {
      const { answer } = decision;
      assertAllowedTexts({ answer });
      return reviewAfterSale(shop, actor, no, { agrees: false, answer }, kept('afterSale.rejected'));
    }
    case 'receive': {
      const { restock } = decision;
      return receiveGoods(shop, actor, no, { restock }, kept('afterSale.received', { restock }));
    }
    case 'refund':
      return refundReturned(shop, actor, no, kept('afterSale.refunded'));
    case 'retry':
      return retryRefund(shop, actor, no, kept('afterSale.retried'));
  }
}

async function assertNothingComesBack({ db }: ShopContext, no: string): Promise<void> {
  const found = await db.afterSales.findOne({ where: { no }, attributes: ['kind'] });
  if (found?.kind === 'returnRefund') throw new ApiError('bad_request', '请填写退货地址');
}
