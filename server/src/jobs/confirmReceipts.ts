import { z } from 'zod';
import { OPEN_AFTER_SALE_STATES } from '@paifan/shared/orders/afterSale';
import { daysInMs } from '@paifan/shared/time/shanghai';
import { orderIdColumn } from '../db/columns';
import { query } from '../db/query';
import { settingsInForce } from '../db/settings';
import type { ShopContext } from '../usecases/context';
import { confirmByItself } from '../usecases/shipping/confirmByItself';
import { oneByOne } from './oneByOne';

const BATCH = 500;

/** Completes orders that were shipped so many days ago that nobody will confirm them; the days are a setting. */
export async function confirmReceipts(shop: ShopContext): Promise<void> {
  const now = shop.clock.now();
  const { settings } = await settingsInForce(shop.db, now);
  const shippedBy = new Date(now.getTime() - daysInMs(settings.autoConfirmDays));
  const due = await query(
    shop.db,
    `SELECT o.id FROM orders o
     WHERE o.state = 'shipped' AND o.shipped_at <= :shippedBy
       AND NOT EXISTS (SELECT 1 FROM after_sales a WHERE a.order_id = o.id AND a.state IN (:open))
     ORDER BY o.shipped_at LIMIT ${BATCH}`,
    { shippedBy, open: OPEN_AFTER_SALE_STATES },
    z.object({ id: orderIdColumn }),
  );
  await oneByOne(shop.logger, due, async ({ id }) => {
    await confirmByItself(shop, id, shippedBy);
    return true;
  });
}
