import { ApiError } from '@paifan/shared/errors/errors';
import { audit } from '../../db/audit';
import { insertRow } from '../../db/insertRow';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import type { OrderNote } from './readOrderInFull';

/** Writes a note on an order; operators alone read it. @throws ApiError order_not_found */
export async function noteOnOrder(
  { db, clock }: ShopContext,
  { id: operatorId, name }: Operator,
  orderNo: string,
  text: string,
): Promise<OrderNote> {
  const order = await db.orders.findOne({ where: { no: orderNo }, attributes: ['id'] });
  if (!order) throw new ApiError('order_not_found');
  return inTransaction(db, async (tx) => {
    const at = clock.now();
    const id = await insertRow(tx, 'order_notes', { order_id: order.id, operator_id: operatorId, text, at });
    await audit(tx, {
      ...{ at, operatorId, action: 'order.noted', subject: `order:${orderNo}` },
      ...{ before: null, after: { note: id } },
    });
    return { id, at, operator: name, text };
  });
}
