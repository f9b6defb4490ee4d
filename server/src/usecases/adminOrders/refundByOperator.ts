import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import { audit } from '../../db/audit';
import type { AfterSaleRow } from '../../db/models/afterSale';
import { inTransaction } from '../../db/transaction';
import { startRefund } from '../afterSale/refundAfterSale';
import { moveAfterSale } from '../afterSale/moveAfterSale';
import { openAfterSale } from '../afterSale/requestAfterSale';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import { hashOf, once } from '../once';
import { operatorActor } from '../actor';

type RefundRequest = BodyOf<'POST /api/admin/orders/:no/refunds'>;

/**
 * The shop gives money back that its buyer did not ask for: it opens an after-sale in the buyer's name, and agrees to it at once.
 * With a key that was used before, that after-sale comes back, and nothing else happens.
 * @throws ApiError order_not_found, order_line_not_found, order_state, refund_exceeds, forbidden_phrase, idempotency_key_reused
 */
export async function refundByOperator(
  shop: ShopContext,
  operator: Operator,
  orderNo: string,
  key: string,
  request: RefundRequest,
): Promise<AfterSaleRow> {
  const { db, clock } = shop;
  assertAllowedTexts({ text: request.text });
  const order = await db.orders.findOne({ where: { no: orderNo }, attributes: ['id', 'memberId'] });
  if (!order) throw new ApiError('order_not_found');
  // Keys of after-sales are the buyer's: an operator's must never meet one of those.
  const idempotencyKey = hashOf(['operator', operator.id, key]).toString('hex');
  const requestHash = hashOf([orderNo, request]);
  return once(
    requestHash,
    () => db.afterSales.findOne({ where: { memberId: order.memberId, idempotencyKey } }),
    () =>
      inTransaction(db, async (tx) => {
        const actor = operatorActor(operator);
        const asked = { ...request, kind: 'refundOnly' as const, pictures: [] };
        const asking = { key: idempotencyKey, requestHash, request: asked };
        const opened = await openAfterSale(shop, tx, order.id, asking, actor);
        await moveAfterSale(shop, tx, opened, 'approve', actor);
        await startRefund(shop, tx, opened, actor);
        const { no, lineNo: line, amountFen, quantity } = opened.afterSale;
        await audit(tx, {
          ...{
            at: clock.now(),
            operatorId: operator.id,
            action: 'order.refunded',
            subject: `order:${orderNo}`,
          },
          ...{ before: null, after: { afterSale: no, line, amountFen, quantity } },
        });
        return opened.afterSale;
      }),
  );
}
