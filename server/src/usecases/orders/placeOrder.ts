import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { ZERO_RATIO } from '@paifan/shared/money/ratio';
import { isDuplicate } from '../../db/errors';
import type { OrderRow } from '../../db/models/orders';
import { inTransaction, type Tx } from '../../db/transaction';
import { takeFromCart } from '../cart/takeFromCart';
import { toDeliveryAddress } from '../checkout/delivery';
import type { QuotedLine } from '../checkout/lines';
import type { ShopContext } from '../context';
import { useCoupon } from '../coupons/holdCoupon';
import { hashOf, once } from '../once';
import { assertFewUnpaid } from './fewUnpaid';
import { newOrderNo, newPickupCode } from './orderNumber';
import { payFromBalances } from '../payment/payFromBalances';
import { quoteBasket, type QuotedBasket } from './quoteBasket';
import { wechatFenOf } from '../payment/setAside';
import { reserveStock } from './stock';
import { assertTermsAccepted } from '../terms/terms';

/** What a member orders: the basket, and the totals that were shown. */
export type OrderRequest = BodyOf<'POST /api/orders'>;

const MINUTE_MS = 60_000;

/**
 * Places an order: its stock is reserved and its terms are fixed. With a key that was used before, the order of then
 * comes back, and nothing else happens.
 * @param key names this request of this member
 * @throws ApiError idempotency_key_reused, quote_changed, address_needed, out_of_stock, coupon_unusable, and those of `quoteBasket`
 */
export async function placeOrder(
  shop: ShopContext,
  memberId: MemberId,
  key: string,
  request: OrderRequest,
): Promise<OrderRow> {
  const requestHash = hashOf(request);
  return once(
    requestHash,
    () => shop.db.orders.findOne({ where: { memberId, idempotencyKey: key } }),
    () => place(shop, memberId, { key, requestHash, request }),
  );
}

interface Placing {
  readonly key: string;
  readonly requestHash: Buffer;
  readonly request: OrderRequest;
}

async function place(shop: ShopContext, memberId: MemberId, placing: Placing): Promise<OrderRow> {
  const now = shop.clock.now();
  await assertTermsAccepted(shop.db, memberId);
  const quoted = await quoteBasket(shop.db, memberId, placing.request.basket, now);
  assertAsShown(quoted, placing.request);
  if (quoted.delivery === 'express' && quoted.address === null) throw new ApiError('address_needed');
  const order = await withFreePickupCode(() =>
    inTransaction(shop.db, (tx) => write(shop, tx, memberId, placing, quoted, now)),
  );
  // With nothing left for WeChat it is paid already.
  if (wechatFenOf(order) === 0) shop.nudgeWorker();
  return order;
}

async function write(
  shop: ShopContext,
  tx: Tx,
  memberId: MemberId,
  placing: Placing,
  quoted: QuotedBasket,
  now: Date,
): Promise<OrderRow> {
  await assertFewUnpaid(tx, memberId, now);
  // The order comes first: its key stops a twin before that one reserves anything.
  const order = await insertOrder(shop, tx, memberId, placing, quoted, now);
  await insertLines(shop, tx, order.id, quoted.lines);
  await reserveStock(tx, quoted.lines);
  if (quoted.coupon) await useCoupon(tx, quoted.coupon.held, order);
  if (placing.request.fromCart) await takeFromCart(tx, memberId, quoted.lines);
  await payFromBalances(shop, tx, order);
  return order;
}

const PICKUP_ATTEMPTS = 3;

/** Two orders of one store may draw the same code: the later one draws anew. */
async function withFreePickupCode<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === PICKUP_ATTEMPTS || !isDuplicate(error, 'orders_pickup')) throw error;
    }
  }
}

function assertAsShown(quoted: QuotedBasket, { expectedTotalFen, expectedEntitledFen }: OrderRequest): void {
  const { totalFen, entitledFen } = quoted;
  if (totalFen === expectedTotalFen && entitledFen === expectedEntitledFen) return;
  throw new ApiError('quote_changed', undefined, { totalFen, entitledFen });
}

async function insertOrder(
  { db }: ShopContext,
  tx: Tx,
  memberId: MemberId,
  { key, requestHash, request }: Placing,
  quoted: QuotedBasket,
  now: Date,
): Promise<OrderRow> {
  const { kind, store, totalFen, settings, delivery, address, coupon } = quoted;
  return db.orders.create(
    {
      no: newOrderNo(now),
      memberId,
      kind,
      storeId: store?.id ?? null,
      state: 'placed',
      totalFen,
      pointsUsed: quoted.pointsUsed,
      loveUsed: quoted.loveUsed,
      deductedFen: quoted.deductedFen,
      voucherUsed: quoted.voucherUsed,
      cashFen: quoted.cashFen,
      freightFen: quoted.freightFen,
      discountFen: quoted.discountFen,
      memberCouponId: coupon?.held.id ?? null,
      delivery,
      address: address && toDeliveryAddress(address),
      note: request.note,
      pickupCode: delivery === 'pickup' ? newPickupCode() : null,
      settingsVersionId: settings.id,
      commissionRatio: store?.commissionRatio ?? ZERO_RATIO,
      recruiterId: store?.recruiterId ?? null,
      idempotencyKey: key,
      requestHash,
      placedAt: now,
      expiresAt: wholeSecond(new Date(now.getTime() + settings.settings.unpaidMinutes * MINUTE_MS)),
    },
    { transaction: tx },
  );
}

/** WeChat Pay keeps an order's expiry in whole seconds, and refuses another value the second time. */
const wholeSecond = (time: Date): Date => new Date(Math.ceil(time.getTime() / 1000) * 1000);

async function insertLines(
  { db }: ShopContext,
  tx: Tx,
  orderId: OrderId,
  lines: readonly QuotedLine[],
): Promise<void> {
  await db.orderLines.bulkCreate(
    lines.map(({ quote, ...line }, lineNo) => ({
      ...line,
      orderId,
      lineNo,
      queueKey: quote.terms.queue,
      terms: quote.terms,
      explanation: quote.explanation,
    })),
    { transaction: tx },
  );
}
