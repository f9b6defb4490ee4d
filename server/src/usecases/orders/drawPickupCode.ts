import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { toBuffer } from 'qrcode';
import type { ShopContext } from '../context';
import { findOwnOrder } from './findOrder';

const PICTURE = { type: 'png', width: 480, margin: 1, errorCorrectionLevel: 'M' } as const;

/**
 * The pickup code of an order as a QR picture, which the desk scans: its digits and nothing else.
 * @throws ApiError order_not_found, also for an order of somebody else; order_state: it is not paid, or not fetched at a store
 */
export async function drawPickupCode(
  { db }: Pick<ShopContext, 'db'>,
  memberId: MemberId,
  no: string,
): Promise<Uint8Array> {
  const order = await findOwnOrder(db, memberId, no);
  if (order.pickupCode === null || order.paidAt === null) throw new ApiError('order_state');
  return toBuffer(order.pickupCode, PICTURE);
}
