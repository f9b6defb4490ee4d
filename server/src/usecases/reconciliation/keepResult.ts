import { z } from 'zod';
import { operatorIdColumn, timeColumn } from '../../db/columns';
import { insertRows } from '../../db/bulk';
import { execute, query, queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import { dayBounds } from '../lists';
import type { Difference } from './compare';

/** What a bill says in all; amounts in fen. */
export interface BillSums {
  payments: number;
  paymentsFen: number;
  refunds: number;
  refundsFen: number;
  feesFen: number;
}

const runsRow = z.object({ runs: z.int() });
const resolvedRow = z.object({
  kind: z.string(),
  reference: z.string(),
  bill_fen: z.int().nullable(),
  shop_fen: z.int().nullable(),
  note: z.string().nullable(),
  resolved_by_id: operatorIdColumn.nullable(),
  resolved_at: timeColumn,
});
type Resolved = z.output<typeof resolvedRow>;

/**
 * Replaces what an earlier run of the day found, in one transaction. A difference that was resolved and is found again as it was stays
 * resolved.
 * @param more differences that are not listed
 */
export async function keepResult(
  { db, clock }: ShopContext,
  { id, day, runs }: { readonly id: string; readonly day: string; readonly runs: number },
  bill: BillSums,
  differences: readonly Difference[],
  more: number,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const now = clock.now();
    const own = await queryOne(tx, 'SELECT runs FROM reconciliations WHERE id = ? FOR UPDATE', [id], runsRow);
    // Another process has taken the day over.
    if (own?.runs !== runs) return;
    const resolved = await query(
      tx,
      `SELECT kind, reference, bill_fen, shop_fen, note, resolved_by_id, resolved_at
       FROM reconciliation_differences WHERE reconciliation_id = ? AND resolved_at IS NOT NULL`,
      [id],
      resolvedRow,
    );
    await execute(tx, 'DELETE FROM reconciliation_differences WHERE reconciliation_id = ?', [id]);
    await insertDifferences(tx, id, differences, resolved);
    const found = differences.length + more;
    await execute(
      tx,
      `UPDATE reconciliations r
       JOIN (SELECT COUNT(*) AS count, COALESCE(SUM(amount_fen), 0) AS fen FROM payments
             WHERE paid_at >= :from AND paid_at < :to AND state IN ('paid', 'late') AND transaction_id IS NOT NULL) p
       JOIN (SELECT COUNT(*) AS count, COALESCE(SUM(amount_fen), 0) AS fen FROM refunds
             WHERE finished_at >= :from AND finished_at < :to AND state = 'success') f
       SET r.state = :state, r.bill_payments = :payments, r.bill_payments_fen = :paymentsFen, r.bill_refunds = :refunds,
         r.bill_refunds_fen = :refundsFen, r.bill_fees_fen = :feesFen, r.payments = p.count, r.payments_fen = p.fen,
         r.refunds = f.count, r.refunds_fen = f.fen, r.differences = :found, r.finished_at = :now, r.next_try_at = NULL,
         r.lease_until = NULL, r.error = :error
       WHERE r.id = :id`,
      {
        ...bill,
        ...daysOf(day),
        ...{ id, found, now },
        state: found === 0 ? 'matched' : 'differs',
        error: more > 0 ? `${more} more differences are not listed` : null,
      },
    );
    await resolveFound(tx, now);
    await countUnresolved(tx);
  });
}

function daysOf(day: string): { from: Date | null; to: Date | null } {
  const { fromTime, toTime } = dayBounds(day, day);
  return { from: fromTime ?? null, to: toTime ?? null };
}

async function insertDifferences(
  tx: Tx,
  reconciliation: string,
  differences: readonly Difference[],
  resolved: readonly Resolved[],
): Promise<void> {
  const known = new Map(resolved.map((row) => [`${row.kind} ${row.reference}`, row]));
  const rows = differences.map(({ kind, reference, orderNo, billFen, shopFen, billState, shopState }) => {
    const before = known.get(`${kind} ${reference}`);
    const same = before?.bill_fen === billFen && before.shop_fen === shopFen ? before : undefined;
    return [
      ...[reconciliation, kind, reference, orderNo, billFen, shopFen, billState, shopState],
      ...[same?.note ?? null, same?.resolved_by_id ?? null, same?.resolved_at ?? null],
    ];
  });
  const columns = [
    'reconciliation_id',
    'kind',
    'reference',
    'order_no',
    'bill_fen',
    'shop_fen',
    'bill_state',
  ];
  await insertRows(
    tx,
    'reconciliation_differences',
    [...columns, 'shop_state', 'note', 'resolved_by_id', 'resolved_at'],
    rows,
    'reference = VALUES(reference)',
  );
}

/** What one day's bill lacked and another day's bill has is no difference any more. */
async function resolveFound(tx: Tx, now: Date): Promise<void> {
  for (const [kind, table, column] of [
    ['paymentMissingAtWeChat', 'payments', 'out_trade_no'],
    ['refundMissingAtWeChat', 'refunds', 'out_refund_no'],
  ] as const)
    await execute(
      tx,
      `UPDATE reconciliation_differences d JOIN ${table} t ON t.${column} = d.reference
       SET d.resolved_at = :now, d.note = CONCAT('已在 ', t.billed_on, ' 的账单中找到')
       WHERE d.resolved_at IS NULL AND d.kind = :kind AND t.billed_on IS NOT NULL`,
      { now, kind },
    );
}

/** Counts anew how many differences of each day are open. */
export async function countUnresolved(tx: Tx): Promise<void> {
  await execute(
    tx,
    `UPDATE reconciliations r
     LEFT JOIN (SELECT reconciliation_id, COUNT(*) AS open FROM reconciliation_differences
                WHERE resolved_at IS NULL GROUP BY reconciliation_id) d ON d.reconciliation_id = r.id
     SET r.unresolved = COALESCE(d.open, 0) WHERE r.unresolved <> COALESCE(d.open, 0)`,
  );
}
