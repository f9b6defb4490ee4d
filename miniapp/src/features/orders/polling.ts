import type { Order } from './api/queries';

/** How often, at most, the result page asks on its own. */
export const MAX_ASKS = 20;

const SOON_MS = 800;
const LATER_MS = 2_000;

/**
 * When to ask again for an order whose payment was just made: at first soon, then less often, and not for ever.
 * @param asks how often it has been asked. Returns milliseconds, or false when there is nothing more to wait for.
 */
export function nextAsk(order: Pick<Order, 'settled' | 'state'> | undefined, asks: number): number | false {
  if (asks >= MAX_ASKS || order === undefined) return false;
  if (order.settled || order.state === 'closed' || order.state === 'refunded') return false;
  return asks < 5 ? SOON_MS : LATER_MS;
}
