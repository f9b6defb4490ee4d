import type { CashierDiscount } from '@paifan/shared/checkout/discount';
import type { StoreId } from '@paifan/shared/ids/ids';
import { useWrite } from '../../api/queries';
import type { Side } from '../sides';
import { CashierDiscountForm } from './CashierDiscountForm';

const ROUTES = {
  admin: 'PUT /api/admin/stores/:id/cashier-discount',
  desk: 'PUT /api/desk/stores/:id/cashier-discount',
} as const;

interface CashierDiscountOfProps {
  readonly side: Side;
  readonly store: { readonly id: StoreId; readonly cashierDiscount: CashierDiscount | null };
  readonly mayChange: boolean;
}

/** What a store's cashier takes off, as it is saved, and what it is to be. */
export function CashierDiscountOf({ side, store, mayChange }: CashierDiscountOfProps) {
  const { id, cashierDiscount } = store;
  const save = useWrite(ROUTES[side], '优惠已保存');
  return (
    <CashierDiscountForm
      key={JSON.stringify(cashierDiscount)}
      saved={cashierDiscount}
      mayChange={mayChange}
      save={(rule) => save.mutateAsync({ params: { id }, body: { cashierDiscount: rule } })}
    />
  );
}
