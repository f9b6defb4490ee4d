import { z } from 'zod';
import type { MerchantId, OrderId, StoreId } from '@paifan/shared/ids/ids';
import type { Payable, PayableLine, PayableOrder } from '@paifan/shared/merchants/payables';
import { ZERO_FEN } from '@paifan/shared/money/fen';
import { ORDER_KINDS } from '@paifan/shared/orders/states';
import {
  countColumn,
  fenColumn,
  flagColumn,
  merchantIdColumn,
  orderIdColumn,
  ratioColumn,
  storeIdColumn,
} from '../../db/columns';
import { query } from '../../db/query';
import type { Executor } from '../../db/transaction';

/** A merchant's line of an order that completed, as it stands. */
export interface StandingLine extends PayableLine {
  readonly orderId: OrderId;
  readonly merchantId: MerchantId;
  readonly storeId: StoreId | null;
  readonly order: PayableOrder;
}

const lineRow = z
  .object({
    order_id: orderIdColumn,
    kind: z.enum(ORDER_KINDS),
    commission_ratio: ratioColumn,
    store_id: storeIdColumn.nullable(),
    is_sent: flagColumn,
    freight_fen: fenColumn,
    line_no: countColumn,
    merchant_id: merchantIdColumn,
    paid_fen: fenColumn,
    refunded_fen: fenColumn,
    cost_fen: fenColumn,
    quantity: countColumn,
    withdrawn: countColumn,
    pieces_returned: countColumn,
    worth_fen: fenColumn,
    returned_fen: fenColumn,
  })
  .transform((row): StandingLine => ({
    orderId: row.order_id,
    merchantId: row.merchant_id,
    storeId: row.store_id,
    order: {
      kind: row.kind,
      commissionRatio: row.commission_ratio,
      freightFen: row.is_sent ? row.freight_fen : ZERO_FEN,
    },
    lineNo: row.line_no,
    paidFen: row.paid_fen,
    refundedFen: row.refunded_fen,
    costFen: row.cost_fen,
    quantity: row.quantity,
    piecesBack: row.withdrawn + row.pieces_returned,
    isGivenBack: row.worth_fen > 0 && row.returned_fen >= row.worth_fen,
  }));

/** Merchants' lines of orders that completed. */
export const readPayableLines = (executor: Executor, orders: readonly OrderId[]): Promise<StandingLine[]> =>
  query(
    executor,
    `SELECT o.id AS order_id, o.kind, o.commission_ratio, o.store_id, o.delivery = 'express' AS is_sent, o.freight_fen,
       l.line_no, l.merchant_id, l.paid_fen, l.refunded_fen, l.cost_fen, l.quantity, l.withdrawn,
       COALESCE(back.pieces, 0) AS pieces_returned,
       l.paid_fen + l.deducted_fen + l.voucher_used AS worth_fen, COALESCE(back.amount_fen, 0) AS returned_fen
     FROM orders o JOIN order_lines l ON l.order_id = o.id
     LEFT JOIN (
       SELECT order_id, line_no, SUM(amount_fen) AS amount_fen, SUM(IF(kind = 'returnRefund', quantity, 0)) AS pieces
       FROM after_sales WHERE order_id IN (:orders) AND state = 'refunded' GROUP BY order_id, line_no
     ) back ON back.order_id = l.order_id AND back.line_no = l.line_no
     WHERE o.id IN (:orders) AND o.completed_at IS NOT NULL AND l.merchant_id IS NOT NULL
     ORDER BY o.id, l.line_no`,
    { orders: [...orders] },
    lineRow,
  );

/** What is booked for a line, all its rows together. */
export interface Booked {
  /** Of its next row. */
  readonly nth: number;
  readonly payable: Payable;
}

const bookedRow = z.object({
  order_id: orderIdColumn,
  line_no: countColumn,
  times: countColumn,
  sale_fen: fenColumn,
  commission_fen: fenColumn,
  freight_fen: fenColumn,
  amount_fen: fenColumn,
});

/** What is booked for the lines of these orders, by `order/line`. */
export async function readPayables(
  executor: Executor,
  orders: readonly OrderId[],
): Promise<ReadonlyMap<string, Booked>> {
  const rows = await query(
    executor,
    `SELECT order_id, line_no, COUNT(*) AS times, SUM(sale_fen) AS sale_fen, SUM(commission_fen) AS commission_fen,
       SUM(freight_fen) AS freight_fen, SUM(amount_fen) AS amount_fen
     FROM payables WHERE order_id IN (?) GROUP BY order_id, line_no`,
    [[...orders]],
    bookedRow,
  );
  return new Map(
    rows.map((row) => [
      `${row.order_id}/${row.line_no}`,
      {
        nth: row.times,
        payable: {
          saleFen: row.sale_fen,
          commissionFen: row.commission_fen,
          freightFen: row.freight_fen,
          amountFen: row.amount_fen,
        },
      },
    ]),
  );
}
