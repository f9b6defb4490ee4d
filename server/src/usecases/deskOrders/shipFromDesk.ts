import { ApiError } from '@paifan/shared/errors/errors';
import { piecesToSend } from '@paifan/shared/orders/afterSale';
import { inTransaction, type Tx } from '../../db/transaction';
import { merchantActor } from '../actor';
import { readLineStandings } from '../afterSale/lineStandings';
import { nothingElse } from '../alongside';
import type { ShopContext } from '../context';
import { lockOrder } from '../orders/findOrder';
import { shipMany, type JudgedRow, type ShippingRow } from '../shipping/shipMany';
import { sendParcels, type ParcelContent, type ParcelToSend } from '../shipping/shipOrder';
import type { Desk } from './listDeskOrders';
import { findDeskOrder } from './readDeskOrder';

/**
 * A desk sends its merchant's lines of an order. `rest` is all that is left of those; an order is shipped when the last line of whomever
 * was sent. Repeating it with the same numbers changes nothing. SPEC section 3.
 * @throws ApiError order_not_found (also another merchant's), order_state (also to be picked up), order_line_not_found (also
 * another's line), shipment_exceeds, bad_request (kinds that do not go together)
 */
export const shipFromDesk = (
  shop: ShopContext,
  desk: Desk,
  orderNo: string,
  parcels: readonly ParcelToSend[],
): Promise<void> => inTransaction(shop.db, (tx) => sendFromDesk(shop, tx, desk, orderNo, parcels));

/** The same of many orders, a parcel each. As `shipMany`. */
export const shipManyFromDesk = (
  shop: ShopContext,
  desk: Desk,
  rows: readonly ShippingRow[],
  asked: { readonly dryRun: boolean },
): Promise<{ shipped: boolean; rows: JudgedRow[] }> =>
  shipMany(shop.db, (tx, orderNo, parcels) => sendFromDesk(shop, tx, desk, orderNo, parcels), rows, asked);

async function sendFromDesk(
  shop: ShopContext,
  tx: Tx,
  desk: Desk,
  orderNo: string,
  parcels: readonly ParcelToSend[],
): Promise<void> {
  const { db } = shop;
  const { merchantId } = desk;
  const { id } = await findDeskOrder(db, desk, orderNo, tx);
  const order = await lockOrder(db, tx, id);
  if (order.delivery === 'pickup') throw new ApiError('order_state', '自提订单请核销提货码');
  const rows = await db.orderLines.findAll({
    where: { orderId: id, merchantId },
    attributes: ['lineNo'],
    transaction: tx,
  });
  const own = new Set(rows.map(({ lineNo }) => lineNo));
  const rest = (await readLineStandings(tx, id))
    .filter(({ lineNo }) => own.has(lineNo))
    .map((standing) => ({ line: standing.lineNo, quantity: piecesToSend(standing) }));
  const ownContent = (content: ParcelContent): ParcelContent => {
    if (content === 'rest') return rest;
    if (content.some(({ line }) => !own.has(line))) throw new ApiError('order_line_not_found');
    return content;
  };
  await sendParcels(shop, tx, {
    actor: merchantActor(merchantId),
    orderNo,
    parcels: parcels.map((parcel) => ({ ...parcel, content: ownContent(parcel.content) })),
    alongside: nothingElse,
  });
}
