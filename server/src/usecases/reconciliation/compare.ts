import { z } from 'zod';
import type { DifferenceKind } from '@paifan/shared/reconciliation/differences';
import { fenColumn, idColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import type { BillRow } from '../../gateways/wechat/bill';

/** One thing in which a bill and the shop differ. */
export interface Difference {
  readonly kind: DifferenceKind;
  /** out_trade_no of a payment, out_refund_no of a refund. */
  readonly reference: string;
  readonly orderNo: string;
  /** null: it is not in the bill. */
  readonly billFen: number | null;
  /** null: the shop does not know it. */
  readonly shopFen: number | null;
  readonly billState: string | null;
  readonly shopState: string | null;
}

/** What came of a run of rows. */
export interface Compared {
  readonly differences: readonly Difference[];
  /** Ids of what stands in the bill. */
  readonly payments: readonly string[];
  readonly refunds: readonly string[];
}

const paymentRow = z.object({
  id: idColumn,
  out_trade_no: z.string(),
  amount_fen: fenColumn,
  state: z.string(),
  transaction_id: z.string().nullable(),
});
const refundRow = z.object({
  id: idColumn,
  out_refund_no: z.string(),
  out_trade_no: z.string(),
  amount_fen: fenColumn,
  state: z.string(),
});

/** A row of a bill is a refund when it has a refund's number. */
export const isRefundRow = ({ outRefundNo }: BillRow): boolean => outRefundNo !== '0' && outRefundNo !== '';

/** Looks up what a run of rows of a bill is about, and says where they differ. */
export async function compareRows(db: Database, rows: readonly BillRow[]): Promise<Compared> {
  const payments = await comparePayments(
    db,
    rows.filter((row) => !isRefundRow(row)),
  );
  const refunds = await compareRefunds(db, rows.filter(isRefundRow));
  return {
    differences: [...payments.differences, ...refunds.differences],
    payments: payments.ids,
    refunds: refunds.ids,
  };
}

interface Found {
  readonly differences: Difference[];
  readonly ids: string[];
}

async function comparePayments(db: Database, rows: readonly BillRow[]): Promise<Found> {
  if (rows.length === 0) return { differences: [], ids: [] };
  const known = await query(
    db,
    'SELECT id, out_trade_no, amount_fen, state, transaction_id FROM payments WHERE out_trade_no IN (?)',
    [rows.map(({ outTradeNo }) => outTradeNo)],
    paymentRow,
  );
  const byNo = new Map(known.map((row) => [row.out_trade_no, row]));
  const found: Found = { differences: [], ids: [] };
  for (const row of rows) {
    const payment = byNo.get(row.outTradeNo);
    if (payment) found.ids.push(payment.id);
    const kind = paymentDifference(row, payment);
    if (kind === null) continue;
    found.differences.push({
      kind,
      reference: row.outTradeNo,
      orderNo: row.outTradeNo,
      billFen: row.orderFen,
      shopFen: payment?.amount_fen ?? null,
      billState: row.tradeState,
      shopState: payment?.state ?? null,
    });
  }
  return found;
}

function paymentDifference(
  row: BillRow,
  payment: z.output<typeof paymentRow> | undefined,
): DifferenceKind | null {
  const isPaid = payment?.state === 'paid' || payment?.state === 'late';
  if (row.tradeState !== 'SUCCESS') return isPaid ? 'paymentStateDiffers' : null;
  if (payment === undefined || !isPaid) return 'paymentMissingHere';
  if (payment.amount_fen !== row.orderFen) return 'paymentAmountDiffers';
  return payment.transaction_id === row.transactionId ? null : 'transactionDiffers';
}

async function compareRefunds(db: Database, rows: readonly BillRow[]): Promise<Found> {
  if (rows.length === 0) return { differences: [], ids: [] };
  const known = await query(
    db,
    `SELECT r.id, r.out_refund_no, p.out_trade_no, r.amount_fen, r.state
     FROM refunds r JOIN payments p ON p.id = r.payment_id WHERE r.out_refund_no IN (?)`,
    [rows.map(({ outRefundNo }) => outRefundNo)],
    refundRow,
  );
  const byNo = new Map(known.map((row) => [row.out_refund_no, row]));
  const found: Found = { differences: [], ids: [] };
  for (const row of rows) {
    const refund = byNo.get(row.outRefundNo);
    if (refund) found.ids.push(refund.id);
    const kind = refundDifference(row, refund);
    if (kind === null) continue;
    found.differences.push({
      kind,
      reference: row.outRefundNo,
      orderNo: row.outTradeNo,
      billFen: row.refundAskedFen,
      shopFen: refund?.amount_fen ?? null,
      billState: row.refundState,
      shopState: refund?.state ?? null,
    });
  }
  return found;
}

function refundDifference(
  row: BillRow,
  refund: z.output<typeof refundRow> | undefined,
): DifferenceKind | null {
  if (refund === undefined) return 'refundMissingHere';
  if (refund.amount_fen !== row.refundAskedFen) return 'refundAmountDiffers';
  const isDone = row.refundState === 'SUCCESS';
  return isDone === (refund.state === 'success') ? null : 'refundStateDiffers';
}
