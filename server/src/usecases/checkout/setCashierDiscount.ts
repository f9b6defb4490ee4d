import type { CashierDiscount } from '@paifan/shared/checkout/discount';
import type { OperatorId, StoreId } from '@paifan/shared/ids/ids';
import { audit } from '../../db/audit';
import type { StoreRow } from '../../db/models/catalogue';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import type { Staff } from '../staff/findStaff';
import { lockStore } from '../stores/manageStores';

/**
 * Sets what a store's cashier takes off the amount that is typed, for orders from now on. The audit log keeps it, also when its merchant
 * does it: the platform earns a share of what is paid.
 * @param by an operator, or somebody at the desk of the store's merchant
 * @throws ApiError store_not_found, also for another merchant's
 */
export async function setCashierDiscount(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  by: { readonly operatorId: OperatorId } | Pick<Staff, 'id' | 'merchantId'>,
  id: StoreId,
  cashierDiscount: CashierDiscount | null,
): Promise<StoreRow> {
  return inTransaction(db, async (tx) => {
    const row = await lockStore(db, tx, id, 'operatorId' in by ? undefined : by.merchantId);
    const before = { cashierDiscount: row.cashierDiscount };
    await row.update({ cashierDiscount }, { transaction: tx });
    const entry = { at: clock.now(), subject: `store:${id}`, before };
    await audit(
      tx,
      'operatorId' in by
        ? { ...entry, ...by, action: 'store.cashierDiscount', after: { cashierDiscount } }
        : {
            ...{ ...entry, operatorId: null, action: 'store.cashierDiscountAtDesk' },
            after: { cashierDiscount, staff: by.id },
          },
    );
    return row;
  });
}
