import type { CashierDiscount } from '@paifan/shared/checkout/discount';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId, StoreId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';

/** Sets what a store's cashier takes off the amount that is typed, for orders from now on. @throws ApiError store_not_found */
export async function setCashierDiscount(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  by: OperatorId,
  id: StoreId,
  cashierDiscount: CashierDiscount | null,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const store = await db.stores.findByPk(id, { transaction: tx, lock: tx.LOCK.UPDATE });
    if (!store) throw new ApiError('store_not_found');
    const before = { cashierDiscount: store.cashierDiscount };
    await store.update({ cashierDiscount }, { transaction: tx });
    await audit(tx, {
      ...{ at: clock.now(), operatorId: by, action: 'store.cashierDiscount', subject: `store:${id}` },
      ...{ before, after: { cashierDiscount } },
    });
  });
}
