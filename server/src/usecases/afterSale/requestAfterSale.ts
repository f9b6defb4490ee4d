import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { requestablePieces } from '@paifan/shared/orders/afterSale';
import { isRefundable } from '@paifan/shared/orders/states';
import { daysInMs } from '@paifan/shared/time/shanghai';
import type { AfterSaleRow } from '../../db/models/afterSale';
import type { OrderRow } from '../../db/models/orders';
import { inTransaction, type Tx } from '../../db/transaction';
import { memberActor, type Actor } from '../actor';
import type { ShopContext } from '../context';
import { hashOf, once } from '../once';
import { findOwnOrder, lockOrder } from '../orders/findOrder';
import { assertOwnPictures } from '../uploads/ownPictures';
import { readLineStandings, standingOf } from './lineStandings';
import { noteAfterSale, type LockedAfterSale } from './moveAfterSale';

/** What a member asks for, as the contract says. */
export type AfterSaleRequest = BodyOf<'POST /api/orders/:no/after-sales'>;

/** WeChat gives money back for a year; some days are left for the shop to decide. */
const REFUNDABLE_MS = daysInMs(350);

/** Can anything of an order be refunded at all: does its state allow it, and its age? */
export const canBeRefunded = ({ state, paidAt }: OrderRow, now: Date): boolean =>
  isRefundable(state) && paidAt !== null && now.getTime() < paidAt.getTime() + REFUNDABLE_MS;

/**
 * A member asks for after-sale of one line. What is asked for is held until it is decided: under the order's lock, so that requests
 * side by side never ask for more than is left. With a key that was used before, the request of then comes back.
 * @param key names this request of this member
 * @throws ApiError order_not_found, order_line_not_found, order_state, refund_exceeds, picture_not_found, idempotency_key_reused
 */
export async function requestAfterSale(
  shop: ShopContext,
  memberId: MemberId,
  orderNo: string,
  key: string,
  request: AfterSaleRequest,
): Promise<AfterSaleRow> {
  const requestHash = hashOf({ orderNo, request });
  return once(
    requestHash,
    () => shop.db.afterSales.findOne({ where: { memberId, idempotencyKey: key } }),
    async () => {
      const { id } = await findOwnOrder(shop.db, memberId, orderNo);
      await assertOwnPictures(shop.db, { kind: 'member', id: memberId }, request.pictures);
      const asking = { key, requestHash, request };
      return (await inTransaction(shop.db, (tx) => openAfterSale(shop, tx, id, asking))).afterSale;
    },
  );
}

/** A request and what it is known by. */
export interface Asking {
  readonly key: string;
  readonly requestHash: Buffer;
  readonly request: AfterSaleRequest;
}

/** Opens a request within a transaction. `asking.key` names it among those of the buyer. @throws as `requestAfterSale` */
export async function openAfterSale(
  shop: ShopContext,
  tx: Tx,
  orderId: OrderId,
  { key, requestHash, request }: Asking,
  actor?: Actor,
): Promise<LockedAfterSale> {
  const { db, clock } = shop;
  const order = await lockOrder(db, tx, orderId);
  const now = clock.now();
  if (!canBeRefunded(order, now)) throw new ApiError('order_state');
  await assertLeft(tx, order, request);
  const { line: lineNo, ...asked } = request;
  const line = await db.orderLines.findOne({
    where: { orderId, lineNo },
    attributes: ['merchantId'],
    transaction: tx,
    rejectOnEmpty: true,
  });
  const earlier = await db.afterSales.count({ where: { orderId }, transaction: tx });
  const afterSale = await db.afterSales.create(
    {
      ...asked,
      no: `${order.no}A${earlier + 1}`,
      orderId,
      lineNo,
      merchantId: line.merchantId,
      memberId: order.memberId,
      state: 'requested',
      idempotencyKey: key,
      requestHash,
      requestedAt: now,
    },
    { transaction: tx },
  );
  const opened = { order, afterSale };
  await noteAfterSale(shop, tx, opened, actor ?? memberActor(order.memberId), null);
  return opened;
}

/** Never more money than was paid and is left, nor more pieces. */
async function assertLeft(
  tx: Tx,
  order: OrderRow,
  { line, kind, quantity, amountFen }: AfterSaleRequest,
): Promise<void> {
  const standing = standingOf(await readLineStandings(tx, order.id), line);
  const { leftFen } = standing;
  const pieces = requestablePieces(kind, order.state, standing);
  if (kind === 'returnRefund' && quantity === 0)
    throw new ApiError('refund_exceeds', '请填写退货数量', { leftFen, pieces });
  if (amountFen > leftFen || quantity > pieces)
    throw new ApiError('refund_exceeds', undefined, { leftFen, pieces });
}
