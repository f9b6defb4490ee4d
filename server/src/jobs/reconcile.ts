import type { ShopContext } from '../usecases/context';
import { reconcileDay } from '../usecases/reconciliation/reconcileDay';
import { dueDays } from '../usecases/reconciliation/reconciliations';

/** Compares the days that are due with WeChat Pay's bills. When it gives none, it is not asked for more. */
export async function reconcile(shop: ShopContext): Promise<void> {
  for (const day of await dueDays(shop)) if (!(await reconcileDay(shop, day))) return;
}
