import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { AfterSaleState } from '@paifan/shared/orders/afterSale';
import { nextAfterSaleState, type AfterSaleEvent } from '@paifan/shared/orders/afterSale';
import type { ListedJournal } from '../../db/journals';
import { fen } from '@paifan/shared/money/fen';
import { movementText } from '@paifan/shared/texts/movements';
import type { AfterSaleForOperators, ListedAfterSale } from '../../usecases/adminAfterSales/readAfterSales';
import type { ListedOrder } from '../../usecases/adminOrders/listOrders';
import type { OrderForOperators, OrderNote } from '../../usecases/adminOrders/readOrderInFull';
import type { JudgedRow } from '../../usecases/shipping/shipMany';
import type { StuckRefund } from '../../usecases/payment/stuckRefunds';
import { afterSaleStateText, presentAfterSale, presentAfterSaleSummary, presentParcel } from './afterSale';
import { presentOrder, presentOrderSummary } from './orders';
import type { Shown } from './shown';
import { instant, instantOrNull } from './texts';

type OrderView = ResponseOf<'GET /api/admin/orders/:no'>;
type SummaryView = ResponseOf<'GET /api/admin/orders'>['items'][number];
type NoteView = ResponseOf<'POST /api/admin/orders/:no/notes'>;
type RowsView = ResponseOf<'POST /api/admin/orders/ship'>;
type JournalView = ResponseOf<'GET /api/admin/ledger/journals'>['items'][number];
type AfterSaleView = ResponseOf<'GET /api/admin/after-sales/:no'>;
type StuckView = ResponseOf<'GET /api/admin/refunds/stuck'>['items'][number];
type AfterSaleSummaryView = ResponseOf<'GET /api/admin/after-sales'>['items'][number];

/** Operators see what settings hide from members. */
const ALL: Shown = {
  progress: true,
  rewardedTotal: true,
  pending: true,
  memberInfo: true,
  pendingAmounts: true,
};

export const presentListedOrder = (listed: ListedOrder): SummaryView => ({
  ...presentOrderSummary(listed),
  member: listed.member,
  storeId: listed.order.storeId,
  paidAt: instantOrNull(listed.order.paidAt),
});

export const presentNote = ({ id, at, operator, text }: OrderNote): NoteView => ({
  id,
  at: instant(at),
  operator,
  text,
});

export const presentJournal = ({ at, postings, ...journal }: ListedJournal): JournalView => ({
  ...journal,
  text: movementText(journal.event),
  at: instant(at),
  postings: postings.map((posting) => ({ ...posting })),
});

export function presentOrderForOperators(full: OrderForOperators): OrderView {
  const { order } = full.found;
  return {
    order: presentOrder(full.found, ALL),
    member: full.member,
    storeId: order.storeId,
    settingsVersion: order.settingsVersionId,
    commissionRatio: order.commissionRatio,
    shippedAt: instantOrNull(order.shippedAt),
    lines: full.lines.map(({ standing, costFen, contributedFen, unsentPieces, returnPieces }) => ({
      line: standing.lineNo,
      title: standing.title,
      paidFen: standing.paidFen,
      costFen: fen(costFen),
      refundedFen: standing.refundedFen,
      leftFen: standing.leftFen,
      contributedFen: fen(contributedFen),
      shippedPieces: standing.shipped,
      unsentPieces,
      returnPieces,
    })),
    payment: presentPayment(full.payment),
    refunds: full.refunds.map((refund) => ({
      no: refund.out_refund_no,
      amountFen: refund.amount_fen,
      reason: refund.reason,
      state: refund.state,
      error: refund.error,
      createdAt: instant(refund.created_at),
      finishedAt: instantOrNull(refund.finished_at),
    })),
    parcels: full.parcels.map(presentParcel),
    shippingUpload: full.upload,
    afterSales: full.afterSales.map(presentAfterSaleSummary),
    rewards: full.rewards.map((reward) => ({
      kind: reward.kind,
      line: reward.line_no,
      member: reward.member,
      amountFen: reward.amount_fen,
      state: reward.state,
      releasesAt: instantOrNull(reward.releases_at),
    })),
    journals: full.journals.map(presentJournal),
    notes: full.notes.map(presentNote),
  };
}

const presentPayment = (payment: OrderForOperators['payment']): OrderView['payment'] =>
  payment && {
    state: payment.state,
    amountFen: payment.amount_fen,
    transactionId: payment.transaction_id,
    foundBy: payment.found_by,
    paidAt: instantOrNull(payment.paid_at),
    billedOn: payment.billed_on,
  };

export const presentShippedRows = (shipped: boolean, rows: readonly JudgedRow[]): RowsView => ({
  shipped,
  rows: rows.map(({ orderNo, error }, index) => ({
    row: index + 1,
    orderNo,
    ok: error === null,
    code: error?.code ?? null,
    problem: error?.message ?? null,
  })),
});

export const presentListedAfterSale = (listed: ListedAfterSale): AfterSaleSummaryView => ({
  ...presentAfterSaleSummary(listed),
  member: listed.member,
});

export function presentAfterSaleForOperators(full: AfterSaleForOperators): AfterSaleView {
  const { kind, state } = full.afterSale;
  const may = (event: AfterSaleEvent): boolean => nextAfterSaleState(kind, state, event) !== null;
  const textOf = (each: AfterSaleState): string => afterSaleStateText(kind, each);
  const { may: _may, events: _events, ...afterSale } = presentAfterSale(full);
  return {
    afterSale,
    member: full.member,
    may: {
      approve: may('approve'),
      reject: may('reject'),
      receive: may('receive'),
      refund: may('refund'),
      retry: may('retry'),
    },
    events: full.acts.map((event) => ({
      state: event.state,
      text: textOf(event.state),
      actor: event.actor,
      by: event.by,
      note: event.note,
      at: instant(event.at),
    })),
    refunds: full.refunds.map((refund) => ({
      no: refund.out_refund_no,
      state: refund.state,
      error: refund.error,
      finishedAt: instantOrNull(refund.finished_at),
    })),
  };
}

export const presentStuckRefund = (row: StuckRefund): StuckView => ({
  no: row.out_refund_no,
  orderNo: row.order_no,
  afterSaleNo: row.after_sale_no,
  reason: row.reason,
  state: row.state,
  amountFen: row.amount_fen,
  attempts: row.attempts,
  error: row.error,
  createdAt: instant(row.created_at),
  nextTryAt: instantOrNull(row.next_try_at),
});
