import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, StoreId } from '@paifan/shared/ids/ids';
import { idColumn, timeColumn } from '../../db/columns';
import type { OrderLineRow, OrderRow } from '../../db/models/orders';
import { execute, queryOne } from '../../db/query';
import { inTransaction, type Executor, type Tx } from '../../db/transaction';
import { nothingElse } from '../alongside';
import { completeOrder } from '../orders/confirmReceipt';
import type { ShopContext } from '../context';
import { lockOrder } from '../orders/findOrder';
import { sendParcels } from '../shipping/shipOrder';
import type { Staff } from '../staff/findStaff';

/** An order that waits at a store's counter, or was handed over there. */
export interface Pickup {
  readonly order: OrderRow;
  readonly storeId: StoreId;
  readonly storeName: string;
  /** Of the buyer, whole: presenters mask it. */
  readonly buyerName: string;
  readonly lines: readonly OrderLineRow[];
  /** null: not yet. */
  readonly redeemedAt: Date | null;
  /** Paid, and not handed over yet. */
  readonly redeemable: boolean;
}

const redemptionRow = z.object({
  staff_id: idColumn,
  idempotency_key: z.string(),
  redeemed_at: timeColumn,
});

const readRedemption = (executor: Executor, orderId: OrderRow['id']) =>
  queryOne(
    executor,
    'SELECT staff_id, idempotency_key, redeemed_at FROM pickup_redemptions WHERE order_id = ?',
    [orderId],
    redemptionRow,
  );

/** As many orders of one merchant share a code at most: codes are a store's own. */
const MOST_ALIKE = 10;

/**
 * The orders that a pickup code names at the merchant's stores: mostly one. What was not paid is not there for the desk.
 * @throws ApiError pickup_code_not_found, also for a code of another merchant's store
 */
export async function findPickups(
  { db }: ShopContext,
  merchantId: MerchantId,
  pickupCode: string,
): Promise<Pickup[]> {
  const stores = await db.stores.findAll({ where: { merchantId }, attributes: ['id', 'name'] });
  const orders = await db.orders.findAll({
    where: { storeId: stores.map(({ id }) => id), pickupCode },
    include: 'lines',
    order: [['id', 'DESC']],
    limit: MOST_ALIKE,
  });
  const paid = orders.flatMap((order) => {
    const store = stores.find(({ id }) => id === order.storeId);
    return store && order.paidAt !== null ? [{ order, store }] : [];
  });
  if (paid.length === 0) throw new ApiError('pickup_code_not_found');
  return Promise.all(
    paid.map(async ({ order, store }) => {
      const buyer = await db.members.findByPk(order.memberId, {
        attributes: ['nickname'],
        rejectOnEmpty: true,
      });
      const redemption = await readRedemption(db, order.id);
      return {
        order,
        storeId: store.id,
        storeName: store.name,
        buyerName: buyer.nickname,
        lines: [...(order.lines ?? [])].sort((a, b) => a.lineNo - b.lineNo),
        redeemedAt: redemption?.redeemed_at ?? null,
        redeemable: redemption === null && (order.state === 'paid' || order.state === 'shipped'),
      };
    }),
  );
}

/**
 * The code was checked and the goods were handed over: the order completes. SPEC section 3. It happens once; repeated with the
 * same key by the same person it changes nothing.
 * @param orderNo the order that the code named
 * @throws ApiError pickup_code_not_found; order_state when it was handed over, is not paid, or somebody asked for its money back
 */
export async function redeemPickup(
  shop: ShopContext,
  staff: Staff,
  { pickupCode, orderNo }: { readonly pickupCode: string; readonly orderNo: string },
  idempotencyKey: string,
): Promise<void> {
  const found = await findPickups(shop, staff.merchantId, pickupCode);
  const pickup = found.find(({ order }) => order.no === orderNo);
  if (pickup === undefined) throw new ApiError('pickup_code_not_found');
  await inTransaction(shop.db, async (tx) => {
    const order = await lockOrder(shop.db, tx, pickup.order.id);
    const earlier = await readRedemption(tx, order.id);
    if (earlier?.staff_id === staff.id && earlier.idempotency_key === idempotencyKey) return;
    if (earlier !== null) throw new ApiError('order_state', '该提货码已经核销过了');
    await completeOrder(shop, tx, await handOver(shop, tx, staff, order));
    await execute(
      tx,
      'INSERT INTO pickup_redemptions (order_id, staff_id, idempotency_key, redeemed_at) VALUES (?, ?, ?, ?)',
      [order.id, staff.id, idempotencyKey, shop.clock.now()],
    );
  });
  shop.nudgeWorker();
}

/** Sends what is left as picked up, so that WeChat is told. @throws ApiError order_state, shipment_exceeds */
async function handOver(shop: ShopContext, tx: Tx, staff: Staff, order: OrderRow): Promise<OrderRow> {
  if (order.state !== 'paid') return order;
  await sendParcels(shop, tx, {
    actor: { kind: 'merchant', id: staff.merchantId },
    orderNo: order.no,
    parcels: [{ kind: 'pickup', content: 'rest' }],
    alongside: nothingElse,
  });
  const sent = await lockOrder(shop.db, tx, order.id);
  // What a buyer wants money back for is kept back until that is decided.
  if (sent.state !== 'shipped') throw new ApiError('order_state', '订单有售后申请正在处理，请先处理');
  return sent;
}
