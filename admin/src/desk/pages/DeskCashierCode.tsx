import { CashierCodePage } from '../../features/stores/CashierCodePage';

/** A cashier's code to look at and to print. */
export default function DeskCashierCode() {
  return <CashierCodePage side="desk" />;
}
