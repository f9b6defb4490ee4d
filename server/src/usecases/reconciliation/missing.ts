import { z } from 'zod';
import { fenColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import { dayBounds } from '../lists';
import type { Difference } from './compare';

const row = z.object({
  reference: z.string(),
  order_no: z.string(),
  amount_fen: fenColumn,
  state: z.string(),
});

/** What the shop has of a day and no bill has: neither that of the day nor that of a neighbour. */
export async function missingAtWeChat(db: Database, day: string, most: number): Promise<Difference[]> {
  const { fromTime, toTime } = dayBounds(day, day);
  const days = { from: fromTime ?? null, to: toTime ?? null };
  const payments = await query(
    db,
    `SELECT out_trade_no AS reference, out_trade_no AS order_no, amount_fen, state FROM payments
     WHERE paid_at >= :from AND paid_at < :to AND billed_on IS NULL AND state IN ('paid', 'late')
       AND transaction_id IS NOT NULL ORDER BY paid_at LIMIT ${most}`,
    days,
    row,
  );
  const refunds = await query(
    db,
    `SELECT r.out_refund_no AS reference, p.out_trade_no AS order_no, r.amount_fen, r.state
     FROM refunds r JOIN payments p ON p.id = r.payment_id
     WHERE r.finished_at >= :from AND r.finished_at < :to AND r.billed_on IS NULL AND r.state = 'success'
     ORDER BY r.finished_at LIMIT ${most}`,
    days,
    row,
  );
  const toDifference =
    (kind: 'paymentMissingAtWeChat' | 'refundMissingAtWeChat') =>
    ({ reference, order_no, amount_fen, state }: z.output<typeof row>): Difference => ({
      ...{ kind, reference, orderNo: order_no },
      ...{ billFen: null, shopFen: amount_fen, billState: null, shopState: state },
    });
  return [
    ...payments.map(toDifference('paymentMissingAtWeChat')),
    ...refunds.map(toDifference('refundMissingAtWeChat')),
  ];
}
