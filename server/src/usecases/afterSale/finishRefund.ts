import type { OrderId } from '@paifan/shared/ids/ids';
import { addFen, ZERO_FEN } from '@paifan/shared/money/fen';
import { nextState } from '@paifan/shared/orders/states';
import type { AfterSaleRow } from '../../db/models/afterSale';
import type { OrderRow } from '../../db/models/orders';
import type { RefundRow } from '../../db/models/payments';
import { execute } from '../../db/query';
import type { Tx } from '../../db/transaction';
import { writePayableTasks, writeRefundTask } from '../../settle/tasks';
import { THE_SHOP } from '../actor';
import type { ShopContext } from '../context';
import { giveCouponBack } from '../coupons/holdCoupon';
import { shipIfAllSent } from '../shipping/shipOrder';
import { returnStock } from '../orders/stock';
import { wantRefund } from '../payment/wantRefund';
import { readLineStandings, type LineStanding } from './lineStandings';
import { moveAfterSale } from './moveAfterSale';

/** A refund of an after-sale, under the locks of its order and of itself. */
export interface EndedRefund {
  readonly order: OrderRow;
  readonly refund: RefundRow;
}

/**
 * The money of an after-sale has gone back: only now the line counts as refunded, pieces that nobody will send return to the
 * stock, and the rebate reacts, by a settlement task in this same transaction. SPEC sections 3 and 7.
 * @returns the refunds that have ended by this, to be booked: with the last line the freight may go back too
 */
export async function refundSucceeded(
  shop: ShopContext,
  tx: Tx,
  { order, refund }: EndedRefund,
  at: Date,
): Promise<RefundRow[]> {
  const { logger } = shop;
  const afterSale = await afterSaleOf(shop, tx, refund);
  const { lineNo } = afterSale;
  if (afterSale.state === 'refunded') {
    logger.error(
      { orderNo: order.no, outRefundNo: refund.outRefundNo },
      'WeChat Pay gave the money of one after-sale back twice: somebody has to look at it',
    );
    // What comes back beside WeChat came back with the other one.
    await refund.update(NOTHING_BESIDE, { transaction: tx });
    return [refund];
  }
  await moveAfterSale(shop, tx, { order, afterSale }, 'succeed', THE_SHOP);
  const moneyFen = addFen(refund.amountFen, refund.cashFen);
  await execute(
    tx,
    'UPDATE order_lines SET refunded_fen = refunded_fen + ? WHERE order_id = ? AND line_no = ?',
    [moneyFen, order.id, lineNo],
  );
  const freight = await endSending(shop, tx, order, afterSale);
  // Before an order completes its merchants are owed nothing.
  if (order.completedAt !== null) await writePayableTasks(tx, [{ orderId: order.id, at }]);
  // The rebate knows of money alone.
  if (moneyFen > 0) {
    const { outRefundNo: cause } = refund;
    await writeRefundTask(tx, { orderId: order.id, line: lineNo, amountFen: moneyFen, cause, at });
  }
  return freight?.state === 'success' ? [refund, freight] : [refund];
}

const NOTHING_BESIDE = {
  cashFen: ZERO_FEN,
  pointsBack: ZERO_FEN,
  loveBack: ZERO_FEN,
  deductedFen: ZERO_FEN,
  voucherBack: ZERO_FEN,
};

/** WeChat could not give the money back. */
export async function refundFailed(shop: ShopContext, tx: Tx, { order, refund }: EndedRefund): Promise<void> {
  const afterSale = await afterSaleOf(shop, tx, refund);
  if (afterSale.state === 'refunding') await moveAfterSale(shop, tx, { order, afterSale }, 'fail', THE_SHOP);
}

const afterSaleOf = ({ db }: ShopContext, tx: Tx, { afterSaleId }: RefundRow): Promise<AfterSaleRow> =>
  db.afterSales.findByPk(afterSaleId ?? '', {
    transaction: tx,
    lock: tx.LOCK.UPDATE,
    rejectOnEmpty: true,
  });

/**
 * What need not be sent any more returns to the stock; the order may be refunded in full by this (its coupon is its member's again), or
 * be wholly sent.
 * @returns the refund of the freight, if there is one: of an order of which nothing was ever sent
 */
async function endSending(
  shop: ShopContext,
  tx: Tx,
  order: OrderRow,
  afterSale: AfterSaleRow,
): Promise<RefundRow | null> {
  const standings = await readLineStandings(tx, order.id);
  const refunded = nextState(order.state, 'refundInFull');
  const isInFull = refunded !== null && standings.every((line) => line.returnedFen === line.worthFen);
  // The buyer of a completed order has the goods.
  if (order.state !== 'completed') {
    const withdrawn = standings
      .map((line) => ({ ...line, quantity: unsent(line, afterSale, isInFull) }))
      .filter(({ quantity }) => quantity > 0);
    await withdraw(tx, order.id, withdrawn);
    await returnStock(tx, withdrawn);
  }
  if (!isInFull) {
    await shipIfAllSent(shop, tx, order);
    return null;
  }
  await order.update({ state: refunded }, { transaction: tx });
  await giveCouponBack(tx, order.id);
  const wasSent = order.completedAt !== null || standings.some(({ shipped }) => shipped > 0);
  if (wasSent || order.freightFen === 0) return null;
  return wantRefund(shop, tx, order, { reason: 'freight', moneyFen: order.freightFen });
}

/** Of a line that is refunded in full, all that was not sent; else what the request names. */
function unsent(line: LineStanding, { lineNo, kind, quantity }: AfterSaleRow, isInFull: boolean): number {
  const left = line.quantity - line.withdrawn - line.shipped;
  if (isInFull) return left;
  if (line.lineNo !== lineNo) return 0;
  if (line.returnedFen === line.worthFen) return left;
  return kind === 'refundOnly' ? Math.min(quantity, left) : 0;
}

async function withdraw(
  tx: Tx,
  orderId: OrderId,
  lines: readonly { readonly lineNo: number; readonly quantity: number }[],
): Promise<void> {
  for (const { lineNo, quantity } of lines)
    await execute(tx, 'UPDATE order_lines SET withdrawn = withdrawn + ? WHERE order_id = ? AND line_no = ?', [
      quantity,
      orderId,
      lineNo,
    ]);
}
