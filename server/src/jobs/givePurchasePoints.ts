import type { ShopContext } from '../usecases/context';
import { readPointsTasks, settlePurchasePoints } from '../usecases/orders/purchasePoints';
import { oneByOne } from './oneByOne';

const BATCH = 200;

/** Gives the points for purchases, and takes them back. */
export async function givePurchasePoints(shop: ShopContext): Promise<void> {
  await oneByOne(shop.logger, await readPointsTasks(shop, BATCH), async (task) => {
    await settlePurchasePoints(shop, task);
    return true;
  });
}
