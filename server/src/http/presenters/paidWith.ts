import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Deducted } from '../../usecases/checkout/applyDeductions';
import { wechatFenOf } from '../../usecases/payment/setAside';

type QuoteView = ResponseOf<'POST /api/orders/quote'>;
type UsedView = Omit<QuoteView['paidWith'], 'cashFen' | 'wechatFen'>;

/** What a line, or an order, is paid with beside money. */
export const presentUsed = ({ pointsUsed, loveUsed, deductedFen, voucherUsed }: UsedView): UsedView => ({
  pointsUsed,
  loveUsed,
  deductedFen,
  voucherUsed,
});

/** What an order is paid with. */
export const presentPaidWith = (
  order: UsedView & { readonly totalFen: QuoteView['totalFen']; readonly cashFen: QuoteView['totalFen'] },
): QuoteView['paidWith'] => ({
  ...presentUsed(order),
  cashFen: order.cashFen,
  wechatFen: wechatFenOf(order),
});

/** What a member could pay a basket with. */
export const presentSpendables = ({ balances, most, mostFen }: Deducted): QuoteView['spendables'] => ({
  points: { balance: balances.points, most: most.points, mostFen: mostFen.points },
  love: { balance: balances.love, most: most.love, mostFen: mostFen.love },
  voucher: { balance: balances.voucher, most: most.voucher, mostFen: mostFen.voucher },
  cash: { balance: balances.cash, most: most.cash, mostFen: mostFen.cash },
});
