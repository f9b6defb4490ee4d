import type { OrderId } from '@paifan/shared/ids/ids';
import type { ShopContext } from '../context';

const MINUTE_MS = 60_000;
/** Minutes until WeChat is asked again, by how often it was asked already; then always the last. */
const PAUSES = [1, 1, 2, 3, 5, 10, 15];
const LAST_PAUSE = 30;

/** How long to wait before WeChat is asked again, by how often it was asked already. */
export const pauseMs = (asked: number): number => (PAUSES[asked] ?? LAST_PAUSE) * MINUTE_MS;

/** Notes that WeChat was asked about an order's payment without an end, and when it is to be asked again. */
export async function askLater({ db, clock }: ShopContext, orderId: OrderId): Promise<void> {
  const payment = await db.payments.findOne({ where: { orderId, state: 'open' } });
  if (!payment) return;
  const order = await db.orders.findByPk(orderId, { rejectOnEmpty: true });
  const now = clock.now().getTime();
  const next = now + pauseMs(payment.queries);
  // When its time to pay is over it is closed at once, which asks, too.
  const expiry = order.expiresAt.getTime();
  const nextQueryAt = new Date(expiry > now ? Math.min(next, expiry) : next);
  await db.payments.update(
    { queries: payment.queries + 1, nextQueryAt },
    { where: { orderId, state: 'open' } },
  );
}
