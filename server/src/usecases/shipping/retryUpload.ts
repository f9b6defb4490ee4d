import { ApiError } from '@paifan/shared/errors/errors';
import { audit } from '../../db/audit';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';

/**
 * Has WeChat told again of the shipping of an order that it refused: the job asks within the minute, and goes on as with a new
 * one. Repeating it changes nothing.
 * @throws ApiError order_not_found, shipping_upload_state (nothing was refused)
 */
export async function retryUpload(
  { db, clock }: ShopContext,
  { id: operatorId }: Operator,
  no: string,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const order = await db.orders.findOne({ where: { no }, attributes: ['id'], transaction: tx });
    if (order === null) throw new ApiError('order_not_found');
    const upload = await db.shippingUploads.findByPk(order.id, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (upload?.state === 'wanted') return;
    if (upload?.state !== 'refused') throw new ApiError('shipping_upload_state');
    const at = clock.now();
    await audit(tx, {
      ...{ at, operatorId, action: 'order.shippingRetried', subject: `order:${no}` },
      ...{ before: { state: upload.state, error: upload.error }, after: { state: 'wanted' } },
    });
    await upload.update(
      { state: 'wanted', attempts: 0, nextTryAt: at, error: null, finishedAt: null },
      { transaction: tx },
    );
  });
}
