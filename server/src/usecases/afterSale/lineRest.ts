import { z } from 'zod';
import { splitRefund, type LineRest } from '@paifan/shared/checkout/refundParts';
import type { LineParts } from '@paifan/shared/checkout/composition';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OrderId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { fenColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import type { Executor } from '../../db/transaction';

const restRow = z
  .object({
    paid_fen: fenColumn,
    points_used: fenColumn,
    love_used: fenColumn,
    deducted_fen: fenColumn,
    voucher_used: fenColumn,
  })
  .transform((row): LineRest => ({
    paidFen: row.paid_fen,
    pointsUsed: row.points_used,
    loveUsed: row.love_used,
    deductedFen: row.deducted_fen,
    voucherUsed: row.voucher_used,
  }));

/** What of a line has neither come back nor is on its way. */
async function readLineRest(executor: Executor, orderId: OrderId, lineNo: number): Promise<LineRest> {
  const rest = await queryOne(
    executor,
    `SELECT l.paid_fen - COALESCE(SUM(r.amount_fen + r.cash_fen), 0) AS paid_fen,
       l.points_used - COALESCE(SUM(r.points_back), 0) AS points_used,
       l.love_used - COALESCE(SUM(r.love_back), 0) AS love_used,
       l.deducted_fen - COALESCE(SUM(r.deducted_fen), 0) AS deducted_fen,
       l.voucher_used - COALESCE(SUM(r.voucher_back), 0) AS voucher_used
     FROM order_lines l
     LEFT JOIN after_sales a ON a.order_id = l.order_id AND a.line_no = l.line_no
     LEFT JOIN refunds r ON r.after_sale_id = a.id AND r.state <> 'closed'
     WHERE l.order_id = ? AND l.line_no = ?
     GROUP BY l.paid_fen, l.points_used, l.love_used, l.deducted_fen, l.voucher_used`,
    [orderId, lineNo],
    restRow,
  );
  if (rest === null) throw new ApiError('order_line_not_found');
  return rest;
}

/**
 * What comes back when part of a line is refunded now.
 * @param amountFen of the line's worth, at most what is left of it
 * @throws ApiError order_line_not_found
 */
export const partsToRefund = async (
  executor: Executor,
  orderId: OrderId,
  { lineNo, amountFen }: { readonly lineNo: number; readonly amountFen: Fen },
): Promise<LineParts> => splitRefund(await readLineRest(executor, orderId, lineNo), amountFen);
