import { z } from 'zod';
import { orderIdColumn } from '../db/columns';
import { query } from '../db/query';
import { askLater } from '../usecases/payment/askLater';
import { recordIfPaid } from '../usecases/payment/checkPayment';
import type { ShopContext } from '../usecases/context';
import { oneByOne } from './oneByOne';

const BATCH = 100;
const paymentRow = z.object({ id: orderIdColumn, no: z.string() });

/** Asks WeChat about payments that are prepared and not reported: a notification may be lost. */
export async function queryOpenPayments(shop: ShopContext): Promise<void> {
  const due = await query(
    shop.db,
    `SELECT o.id, o.no FROM payments p JOIN orders o ON o.id = p.order_id
     WHERE p.state = 'open' AND p.next_query_at <= :now AND o.expires_at > :now
     ORDER BY p.next_query_at LIMIT ${BATCH}`,
    { now: shop.clock.now() },
    paymentRow,
  );
  await oneByOne(shop.logger, due, async ({ id, no }) => {
    const answer = await recordIfPaid(shop, no);
    if (answer.kind !== 'paid') await askLater(shop, id);
    return answer.kind !== 'unknown';
  });
}
