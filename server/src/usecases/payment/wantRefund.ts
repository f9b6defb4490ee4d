import { splitMoney } from '@paifan/shared/checkout/refundParts';
import type { LineParts } from '@paifan/shared/checkout/composition';
import { ApiError } from '@paifan/shared/errors/errors';
import { subtractFen, sumFen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import type { OrderRow } from '../../db/models/orders';
import type { PaymentRow, RefundReason, RefundRow } from '../../db/models/payments';
import type { Tx } from '../../db/transaction';
import type { ShopContext } from '../context';

/** WeChat refunds a payment in so many parts at most. */
const MOST_REFUNDS = 50;

/** What goes back of an order, and why. */
export interface RefundWanted {
  readonly reason: RefundReason;
  /** Of an after-sale. */
  readonly afterSaleId?: string;
  readonly moneyFen: Fen;
  /** What comes back beside money. */
  readonly beside?: Omit<LineParts, 'paidFen'>;
}

/**
 * Writes that part of an order is to go back: its money to WeChat first, as far as it came from there, and then to the cash balance.
 * Of what goes by WeChat the refund job asks WeChat, again and again with this number; everything else of the refund waits for that.
 * One without any is a `success` at once: whoever called has it booked. Under the lock of the order.
 * @throws ApiError refund_exceeds when it is more than is left of the payment, or one part too many
 */
export async function wantRefund(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  tx: Tx,
  order: OrderRow,
  { moneyFen, beside, ...wanted }: RefundWanted,
): Promise<RefundRow> {
  const { payment, earlier, standing, rest } = await readMoney(db, tx, order);
  const { wechatFen, cashFen } = splitMoney(moneyFen, rest.wechatFen);
  if (cashFen > rest.cashFen) throw new ApiError('refund_exceeds', '超过订单可退的金额');
  if (wechatFen > 0 && standing.filter(({ amountFen }) => amountFen > 0).length >= MOST_REFUNDS)
    throw new ApiError('refund_exceeds', `一笔订单最多退款 ${MOST_REFUNDS} 次`);
  const now = clock.now();
  const begun =
    wechatFen > 0
      ? { state: 'wanted' as const, nextTryAt: now }
      : { state: 'success' as const, finishedAt: now };
  return db.refunds.create(
    {
      ...wanted,
      ...begun,
      orderId: order.id,
      paymentId: wechatFen > 0 ? (payment?.id ?? null) : null,
      outRefundNo: `${order.no}R${earlier.length + 1}`,
      amountFen: wechatFen,
      cashFen,
      pointsBack: beside?.pointsUsed ?? ZERO_FEN,
      loveBack: beside?.loveUsed ?? ZERO_FEN,
      deductedFen: beside?.deductedFen ?? ZERO_FEN,
      voucherBack: beside?.voucherUsed ?? ZERO_FEN,
      createdAt: now,
    },
    { transaction: tx },
  );
}

/** How money that went back now would be split. */
export async function splitOfMoney(
  db: ShopContext['db'],
  tx: Tx,
  order: OrderRow,
  moneyFen: Fen,
): Promise<{ readonly wechatFen: Fen; readonly cashFen: Fen }> {
  return splitMoney(moneyFen, (await readMoney(db, tx, order)).rest.wechatFen);
}

async function readMoney(db: ShopContext['db'], tx: Tx, order: OrderRow) {
  const payment = await db.payments.findOne({ where: { orderId: order.id }, transaction: tx });
  const earlier = await db.refunds.findAll({ where: { orderId: order.id }, transaction: tx });
  // A closed one never happened, and never will.
  const standing = earlier.filter(({ state }) => state !== 'closed');
  return { payment, earlier, standing, rest: restOf(order, payment, standing) };
}

/** What is left of an order's money, by where it came from. Of an order that was closed, nothing came from the balance. */
function restOf(
  order: OrderRow,
  payment: PaymentRow | null,
  standing: readonly RefundRow[],
): { readonly wechatFen: Fen; readonly cashFen: Fen } {
  const came = payment?.state === 'paid' || payment?.state === 'late' ? payment.amountFen : ZERO_FEN;
  const spent = order.state === 'closed' ? ZERO_FEN : order.cashFen;
  return {
    wechatFen: subtractFen(came, sumFen(standing.map(({ amountFen }) => amountFen))),
    cashFen: subtractFen(spent, sumFen(standing.map(({ cashFen }) => cashFen))),
  };
}
