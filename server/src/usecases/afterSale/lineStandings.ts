import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OrderId, ProductId, SkuId } from '@paifan/shared/ids/ids';
import { fen, type Fen } from '@paifan/shared/money/fen';
import { OPEN_AFTER_SALE_STATES, type LinePieces } from '@paifan/shared/orders/afterSale';
import { countColumn, fenColumn, productIdColumn, skuIdColumn } from '../../db/columns';
import { query } from '../../db/query';
import type { Executor } from '../../db/transaction';

/** How the pieces and the money of an order's line stand. */
export interface LineStanding extends LinePieces {
  readonly lineNo: number;
  readonly title: string;
  readonly productId: ProductId | null;
  readonly skuId: SkuId | null;
  readonly paidFen: Fen;
  /** Of `paidFen`: money alone. */
  readonly refundedFen: Fen;
  /** Money, deductions and voucher together: what after-sale asks for is part of this. */
  readonly worthFen: Fen;
  /** Of `worthFen`. */
  readonly returnedFen: Fen;
  /** Of `worthFen`: neither returned nor asked for. */
  readonly leftFen: Fen;
}

const standingRow = z
  .object({
    line_no: countColumn,
    title: z.string(),
    product_id: productIdColumn.nullable(),
    sku_id: skuIdColumn.nullable(),
    quantity: countColumn,
    withdrawn: countColumn,
    shipped: countColumn,
    held_back: countColumn,
    claimed: countColumn,
    paid_fen: fenColumn,
    refunded_fen: fenColumn,
    held_fen: fenColumn,
    worth_fen: fenColumn,
    returned_fen: fenColumn,
  })
  .transform((row): LineStanding => ({
    lineNo: row.line_no,
    title: row.title,
    productId: row.product_id,
    skuId: row.sku_id,
    quantity: row.quantity,
    withdrawn: row.withdrawn,
    shipped: row.shipped,
    heldBack: row.held_back,
    claimed: row.claimed,
    paidFen: row.paid_fen,
    refundedFen: row.refunded_fen,
    worthFen: row.worth_fen,
    returnedFen: row.returned_fen,
    leftFen: fen(row.worth_fen - row.returned_fen - row.held_fen),
  }));

/** The lines of an order, in their order. Exact as long as the order's lock is held: all that changes them takes it. */
export const readLineStandings = (executor: Executor, orderId: OrderId): Promise<LineStanding[]> =>
  query(
    executor,
    `SELECT l.line_no, l.title, l.product_id, l.sku_id, l.quantity, l.withdrawn, l.paid_fen, l.refunded_fen,
       COALESCE(sent.pieces, 0) AS shipped, COALESCE(asked.held_back, 0) AS held_back,
       COALESCE(asked.claimed, 0) AS claimed, COALESCE(asked.held_fen, 0) AS held_fen,
       l.paid_fen + l.deducted_fen + l.voucher_used AS worth_fen, COALESCE(asked.returned_fen, 0) AS returned_fen
     FROM order_lines l
     LEFT JOIN (
       SELECT i.line_no, SUM(i.quantity) AS pieces
       FROM parcels p JOIN parcel_lines i ON i.parcel_id = p.id WHERE p.order_id = :orderId GROUP BY i.line_no
     ) sent ON sent.line_no = l.line_no
     LEFT JOIN (
       SELECT a.line_no,
         SUM(IF(a.state IN (:open), a.amount_fen, 0)) AS held_fen,
         SUM(IF(a.state = 'refunded', a.amount_fen, 0)) AS returned_fen,
         SUM(IF(a.kind = 'refundOnly' AND a.state IN (:open), a.quantity, 0)) AS held_back,
         SUM(IF(a.kind = 'returnRefund' AND a.state IN (:claiming), a.quantity, 0)) AS claimed
       FROM after_sales a WHERE a.order_id = :orderId GROUP BY a.line_no
     ) asked ON asked.line_no = l.line_no
     WHERE l.order_id = :orderId ORDER BY l.line_no`,
    { orderId, open: OPEN_AFTER_SALE_STATES, claiming: [...OPEN_AFTER_SALE_STATES, 'refunded'] },
    standingRow,
  );

/** One of them. @throws ApiError order_line_not_found */
export function standingOf(standings: readonly LineStanding[], lineNo: number): LineStanding {
  const standing = standings.find((each) => each.lineNo === lineNo);
  if (standing === undefined) throw new ApiError('order_line_not_found');
  return standing;
}
