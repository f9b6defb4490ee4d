import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ACCOUNT_KINDS } from '@paifan/shared/ledger/accounts';
import { fen } from '@paifan/shared/money/fen';
import { DIFFERENCES } from '@paifan/shared/reconciliation/differences';
import { findingText } from '@paifan/shared/texts/findingText';
import { movementText } from '@paifan/shared/texts/movements';
import type { AccountStatement } from '../../usecases/finance/accountStatement';
import type { BookCheck } from '../../usecases/finance/bookChecks';
import type { TrialRow } from '../../usecases/finance/trialBalance';
import type { ListedDifference, Reconciliation } from '../../usecases/reconciliation/reconciliations';
import { instant, instantOrNull } from './texts';

type TrialView = ResponseOf<'GET /api/admin/ledger/trial-balance'>;
type StatementView = ResponseOf<'GET /api/admin/ledger/statement'>;
type ReconciliationView = ResponseOf<'GET /api/admin/reconciliations/:day'>;
type DifferenceView = ResponseOf<'GET /api/admin/differences'>['items'][number];
type BookCheckView = ResponseOf<'GET /api/admin/book-checks/:id'>;

export const presentTrialBalance = ({
  rows,
  sums,
}: {
  rows: readonly TrialRow[];
  sums: TrialView['sums'];
}): TrialView => ({
  rows: rows.map((row) => ({ ...row, text: ACCOUNT_KINDS[row.kind] })),
  sums,
  balanced: sums.every(({ balance }) => balance === 0),
});

export const presentStatement = ({ items, ...statement }: AccountStatement): StatementView => ({
  ...statement,
  items: items.map((item) => ({ ...item, text: movementText(item.event), at: instant(item.at) })),
});

export const presentReconciliation = (row: Reconciliation): ReconciliationView => ({
  day: row.day,
  state: row.state,
  bill: {
    payments: row.bill_payments,
    paymentsFen: row.bill_payments_fen,
    refunds: row.bill_refunds,
    refundsFen: row.bill_refunds_fen,
    feesFen: row.bill_fees_fen,
  },
  shop: {
    payments: row.payments,
    paymentsFen: row.payments_fen,
    refunds: row.refunds,
    refundsFen: row.refunds_fen,
  },
  differences: row.differences,
  unresolved: row.unresolved,
  runs: row.runs,
  startedAt: instantOrNull(row.started_at),
  finishedAt: instantOrNull(row.finished_at),
  error: row.error,
});

export const presentDifference = (row: ListedDifference): DifferenceView => ({
  id: row.id,
  day: row.day,
  kind: row.kind,
  ...DIFFERENCES[row.kind],
  reference: row.reference,
  orderNo: row.order_no,
  billFen: row.bill_fen === null ? null : fen(row.bill_fen),
  shopFen: row.shop_fen === null ? null : fen(row.shop_fen),
  billState: row.bill_state,
  shopState: row.shop_state,
  note: row.note,
  resolvedBy: row.resolvedBy,
  resolvedAt: instantOrNull(row.resolved_at),
});

export const presentBookCheck = (row: BookCheck): BookCheckView => ({
  id: row.id,
  state: row.state,
  requestedBy: row.requestedBy,
  requestedAt: instant(row.requested_at),
  finishedAt: instantOrNull(row.finished_at),
  checksDone: row.checks_done,
  checksTotal: row.checks_total,
  findings: row.findings.map((finding) => ({ ...finding, ...findingText(finding) })),
  error: row.error,
});
