import { orderIdColumn } from '../db/columns';
import { query } from '../db/query';
import { closeUnpaidOrder } from '../usecases/orders/closeOrder';
import type { ShopContext } from '../usecases/context';
import { askLater } from '../usecases/payment/askLater';
import { z } from 'zod';
import { oneByOne } from './oneByOne';

const BATCH = 100;
const orderRow = z.object({ id: orderIdColumn });

/** Closes orders whose time to pay is over. One that WeChat says nothing about is asked about again later. */
export async function closeUnpaid(shop: ShopContext): Promise<void> {
  const now = shop.clock.now();
  const due = await query(
    shop.db,
    `SELECT o.id FROM orders o LEFT JOIN payments p ON p.order_id = o.id
     WHERE o.state = 'placed' AND o.expires_at <= :now AND (p.next_query_at IS NULL OR p.next_query_at <= :now)
     ORDER BY o.expires_at LIMIT ${BATCH}`,
    { now },
    orderRow,
  );
  await oneByOne(shop.logger, due, async ({ id }) => {
    const order = await shop.db.orders.findByPk(id, { rejectOnEmpty: true });
    const closing = await closeUnpaidOrder(shop, order, 'expired');
    if (closing === 'unknown') await askLater(shop, id);
    return closing !== 'unknown';
  });
}
