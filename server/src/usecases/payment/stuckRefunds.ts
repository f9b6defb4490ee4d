import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import { audit } from '../../db/audit';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { RefundRow } from '../../db/models/payments';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { retryRefund } from '../afterSale/refundAfterSale';
import type { ShopContext } from '../context';
import { isId, toPage } from '../lists';
import type { Operator } from '../operators/sessions';
import { lockOrder } from '../orders/findOrder';
import { wantAnew } from './failedRefund';

const stuckRow = z.object({
  id: idColumn,
  out_refund_no: z.string(),
  order_no: z.string(),
  after_sale_no: z.string().nullable(),
  reason: z.enum(['latePayment', 'afterSale', 'freight']),
  state: z.enum(['wanted', 'processing', 'abnormal', 'closed']),
  amount_fen: fenColumn,
  attempts: countColumn,
  error: z.string().nullable(),
  created_at: timeColumn,
  next_try_at: timeColumn.nullable(),
});
/** A refund that WeChat Pay did not carry out so far. */
export type StuckRefund = z.output<typeof stuckRow>;

/** Refunds that WeChat Pay failed and whose money is not back yet, the oldest first: what needs a person. */
export async function listStuckRefunds(
  { db }: Pick<ShopContext, 'db'>,
  page: PageRequest,
): Promise<Page<StuckRefund>> {
  const rows = await query(
    db,
    `SELECT r.id, r.out_refund_no, o.no AS order_no, a.no AS after_sale_no, r.reason, r.state, r.amount_fen, r.attempts, r.error,
       r.created_at, r.next_try_at
     FROM refunds r JOIN orders o ON o.id = r.order_id LEFT JOIN after_sales a ON a.id = r.after_sale_id
     WHERE r.stuck = 1 ${isId(page.cursor) ? 'AND r.id > :cursor' : ''} ORDER BY r.id LIMIT ${page.limit + 1}`,
    { cursor: page.cursor ?? '' },
    stuckRow,
  );
  return toPage(rows, page);
}

/**
 * Tries a stuck refund now: one that WeChat closed with another number, any other with its own. It stays in the list until the
 * money is back.
 * @throws ApiError refund_not_found, refund_exceeds
 */
export async function retryStuckRefund(
  shop: ShopContext,
  { id: operatorId }: Operator,
  outRefundNo: string,
): Promise<void> {
  const { db, clock } = shop;
  const found = await db.refunds.findOne({ where: { outRefundNo, stuck: true } });
  if (found === null) throw new ApiError('refund_not_found');
  const note = (tx: Tx, before: RefundRow['state']): Promise<void> =>
    audit(tx, {
      ...{ at: clock.now(), operatorId, action: 'refund.retried', subject: `refund:${outRefundNo}` },
      ...{ before: { state: before }, after: null },
    });
  const afterSale = found.afterSaleId && (await db.afterSales.findByPk(found.afterSaleId));
  if (afterSale && afterSale.state === 'failed') {
    const actor = { kind: 'operator', id: operatorId } as const;
    return retryRefund(shop, actor, afterSale.no, (tx) => note(tx, found.state));
  }
  await inTransaction(db, async (tx) => {
    const order = await lockOrder(db, tx, found.orderId);
    const refund = await db.refunds.findByPk(found.id, {
      transaction: tx,
      lock: tx.LOCK.UPDATE,
      rejectOnEmpty: true,
    });
    if (refund.stuck === null) throw new ApiError('refund_not_found');
    await note(tx, refund.state);
    if (refund.state === 'closed') await wantAnew(shop, tx, { order, refund }, 0);
    else await refund.update({ nextTryAt: clock.now() }, { transaction: tx });
  });
}
