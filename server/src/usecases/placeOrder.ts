import { createHash } from 'node:crypto';
import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { ZERO_RATIO } from '@paifan/shared/money/ratio';
import type { OrderRow } from '../db/models/orders';
import { inTransaction, type Tx } from '../db/transaction';
import type { ShopContext } from './context';
import { newOrderNo } from './orderNumber';
import { quoteBasket, type QuotedBasket, type QuotedLine } from './quoteBasket';
import { reserveStock } from './stock';

/** What a member orders: the basket, and the totals that were shown. */
export type OrderRequest = BodyOf<'POST /api/orders'>;

const MINUTE_MS = 60_000;

/**
 * Places an order: its stock is reserved and its terms are fixed. With a key that was used before, the order of then
 * comes back, and nothing else happens.
 * @param key names this request of this member
 * @throws ApiError idempotency_key_reused, quote_changed, out_of_stock, and those of `quoteBasket`
 */
export async function placeOrder(
  shop: ShopContext,
  memberId: MemberId,
  key: string,
  request: OrderRequest,
): Promise<OrderRow> {
  const requestHash = createHash('sha256').update(JSON.stringify(request)).digest();
  const earlier = await findByKey(shop, memberId, key, requestHash);
  if (earlier) return earlier;
  try {
    return await place(shop, memberId, { key, requestHash, request });
  } catch (error) {
    // A twin of this request may have come first; whatever stopped this one, that order is the answer.
    const twin = await findByKey(shop, memberId, key, requestHash);
    if (twin) return twin;
    throw error;
  }
}

async function findByKey(
  { db }: ShopContext,
  memberId: MemberId,
  idempotencyKey: string,
  requestHash: Buffer,
): Promise<OrderRow | null> {
  const order = await db.orders.findOne({ where: { memberId, idempotencyKey } });
  if (order && !order.requestHash.equals(requestHash)) throw new ApiError('idempotency_key_reused');
  return order;
}

interface Placing {
  readonly key: string;
  readonly requestHash: Buffer;
  readonly request: OrderRequest;
}

async function place(shop: ShopContext, memberId: MemberId, placing: Placing): Promise<OrderRow> {
  const now = shop.clock.now();
  const quoted = await quoteBasket(shop.db, memberId, placing.request.basket, now);
  assertAsShown(quoted, placing.request);
  return inTransaction(shop.db, async (tx) => {
    // The order comes first: its key stops a twin before that one reserves anything.
    const order = await insertOrder(shop, tx, memberId, placing, quoted, now);
    await insertLines(shop, tx, order.id, quoted.lines);
    await reserveStock(tx, quoted.lines);
    return order;
  });
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
  { key, requestHash }: Placing,
  { kind, store, totalFen, settings }: QuotedBasket,
  now: Date,
): Promise<OrderRow> {
  return db.orders.create(
    {
      no: newOrderNo(now),
      memberId,
      kind,
      storeId: store?.id ?? null,
      state: 'placed',
      totalFen,
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
