import { ApiError } from '@paifan/shared/errors/errors';
import type { OrderId } from '@paifan/shared/ids/ids';
import { piecesToSend } from '@paifan/shared/orders/afterSale';
import type { Carrier, ParcelKind } from '@paifan/shared/orders/carriers';
import { nextState } from '@paifan/shared/orders/states';
import { insertRows } from '../../db/bulk';
import type { OrderRow } from '../../db/models/orders';
import { inTransaction, type Tx } from '../../db/transaction';
import { actorText, type Actor } from '../actor';
import { readLineStandings, standingOf, type LineStanding } from '../afterSale/lineStandings';
import { nothingElse, type Alongside } from '../alongside';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import { lockOrder } from '../orders/findOrder';
import { wechatFenOf } from '../payment/setAside';
import { wantUploads } from './wantUploads';

/** WeChat takes no more for one payment. */
const MOST_PARCELS = 15;

/** What goes into a parcel: pieces of lines, or all that is still to be sent. */
export type ParcelContent = readonly { readonly line: number; readonly quantity: number }[] | 'rest';

/** A parcel that is sent, or what is handed over without one. */
export type ParcelToSend =
  | {
      readonly kind: 'express';
      readonly carrier: Carrier;
      readonly number: string;
      readonly content: ParcelContent;
    }
  | { readonly kind: Exclude<ParcelKind, 'express'>; readonly content: ParcelContent };

/**
 * Sends pieces of a paid order in one or several parcels. With the last piece the order is shipped, and WeChat is told.
 * Repeating it with the same numbers changes nothing. SPEC section 3.
 * @throws ApiError order_not_found, order_state, order_line_not_found, shipment_exceeds, bad_request (kinds that do not go together)
 */
export async function shipOrder(
  shop: ShopContext,
  actor: Actor,
  orderNo: string,
  parcels: readonly ParcelToSend[],
  alongside: Alongside = nothingElse,
): Promise<void> {
  await inTransaction(shop.db, (tx) => sendParcels(shop, tx, { actor, orderNo, parcels, alongside }));
}

/** What is sent of which order, and by whom. */
export interface Sending {
  readonly actor: Actor;
  readonly orderNo: string;
  readonly parcels: readonly ParcelToSend[];
  readonly alongside: Alongside;
}

/** The same within a transaction. */
export async function sendParcels(
  shop: ShopContext,
  tx: Tx,
  { actor, orderNo, parcels, alongside }: Sending,
): Promise<void> {
  const { db, clock } = shop;
  const found = await db.orders.findOne({ where: { no: orderNo }, transaction: tx });
  if (!found) throw new ApiError('order_not_found');
  const order = await lockOrder(db, tx, found.id);
  const before = order.state;
  const earlier = await db.parcels.findAll({ where: { orderId: order.id }, transaction: tx });
  const isKnown = (parcel: ParcelToSend): boolean =>
    parcel.kind === 'express' &&
    earlier.some(({ carrier, number }) => carrier === parcel.carrier && number === parcel.number);
  if (parcels.length > 0 && parcels.every(isKnown)) return;
  if (nextState(order.state, 'ship') === null) throw new ApiError('order_state');
  assertOneKind([...earlier, ...parcels]);
  const now = clock.now();
  for (const parcel of parcels.filter((each) => !isKnown(each))) {
    await sendParcel(shop, tx, order, parcel, actor, now);
  }
  await shipIfAllSent(shop, tx, order);
  await alongside(tx, { before, after: order.state });
}

function assertOneKind(parcels: readonly { readonly kind: ParcelKind }[]): void {
  if (new Set(parcels.map(({ kind }) => kind)).size > 1)
    throw new ApiError('bad_request', '同一订单只能使用一种配送方式');
  if (parcels.length > MOST_PARCELS)
    throw new ApiError('shipment_exceeds', `同一订单最多 ${MOST_PARCELS} 个包裹`);
}

async function sendParcel(
  shop: ShopContext,
  tx: Tx,
  order: OrderRow,
  parcel: ParcelToSend,
  actor: Actor,
  now: Date,
): Promise<void> {
  const pieces = piecesOf(parcel.content, await readLineStandings(tx, order.id));
  const { carrier, number } = parcel.kind === 'express' ? parcel : { carrier: null, number: null };
  const row = await shop.db.parcels.create(
    {
      orderId: order.id,
      kind: parcel.kind,
      carrier,
      number,
      shippedBy: actorText(actor),
      shippedAt: now,
    },
    { transaction: tx },
  );
  await insertRows(
    tx,
    'parcel_lines',
    ['parcel_id', 'line_no', 'quantity'],
    [...pieces].map(([line, quantity]) => [row.id, line, quantity]),
  );
  const about = { orderId: order.id, orderNo: order.no };
  await announce(shop, tx, order.memberId, {
    kind: 'parcelSent',
    ...about,
    parcelKind: parcel.kind,
    carrier,
    number,
  });
}

/** Pieces by line. @throws ApiError order_line_not_found, shipment_exceeds */
function piecesOf(content: ParcelContent, standings: readonly LineStanding[]): Map<number, number> {
  const pieces = new Map<number, number>();
  const wanted =
    content === 'rest'
      ? standings.map((line) => ({ line: line.lineNo, quantity: piecesToSend(line) }))
      : content;
  for (const { line, quantity } of wanted) {
    const sum = (pieces.get(line) ?? 0) + quantity;
    const left = piecesToSend(standingOf(standings, line));
    if (quantity < 0 || sum > left) throw new ApiError('shipment_exceeds', undefined, { line, left });
    if (sum > 0) pieces.set(line, sum);
  }
  if (pieces.size === 0) throw new ApiError('shipment_exceeds', '没有待发货的商品');
  return pieces;
}

/** A paid order of which some pieces were sent and none is left to be is shipped. Under the order's lock. */
export async function shipIfAllSent(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  tx: Tx,
  order: OrderRow,
): Promise<void> {
  const shipped = nextState(order.state, 'ship');
  if (shipped === null) return;
  const standings = await readLineStandings(tx, order.id);
  const left = standings.some(({ quantity, withdrawn, shipped: sent }) => sent + withdrawn < quantity);
  const kind = await kindOfParcels(db, tx, order.id);
  if (left || kind === null) return;
  const shippedAt = clock.now();
  await order.update({ state: shipped, shippedAt }, { transaction: tx });
  const paidAt = order.paidAt ?? shippedAt;
  await wantUploads(tx, [{ orderId: order.id, kind, paidAt, wechatFen: wechatFenOf(order) }], shippedAt);
}

async function kindOfParcels(db: ShopContext['db'], tx: Tx, orderId: OrderId): Promise<ParcelKind | null> {
  const parcel = await db.parcels.findOne({ where: { orderId }, attributes: ['kind'], transaction: tx });
  return parcel?.kind ?? null;
}
