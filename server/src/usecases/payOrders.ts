import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { nextState, type OrderKind, type OrderState } from '@paifan/shared/orders/states';
import { z } from 'zod';
import { updateRows } from '../db/bulk';
import { countColumn, productIdColumn } from '../db/columns';
import { query, timeText } from '../db/query';
import type { Tx } from '../db/transaction';
import { writeSettlementTasks, type OrderHappening } from '../settle/tasks';
import { announceAll } from './announce';
import { bookPayments } from './books';
import type { ShopContext } from './context';
import { wantUploads, type SentOrder } from './shipping/wantUploads';
import { countSold } from './stock';

/** A payment that was checked, under the locks of its order and of itself. */
export interface CheckedPayment {
  readonly paymentId: string;
  readonly transactionId: string;
  readonly foundBy: FoundBy;
  readonly paidAt: Date;
  readonly order: {
    readonly id: OrderId;
    readonly no: string;
    readonly memberId: MemberId;
    readonly kind: OrderKind;
    readonly state: OrderState;
    readonly totalFen: Fen;
  };
}

/** How we learned of a payment. */
export type FoundBy = 'notification' | 'query';

/** Notes on payments that their money has come. `late`: the order was closed already. */
export async function markPaid(
  tx: Tx,
  payments: readonly CheckedPayment[],
  state: 'paid' | 'late',
): Promise<void> {
  const rows = payments.map(({ paymentId, transactionId, foundBy, paidAt }) => [
    ...[paymentId, state, transactionId],
    ...[foundBy, timeText(paidAt)],
  ]);
  await updateRows(
    tx,
    'payments',
    {
      id: 'BIGINT UNSIGNED',
      state: 'VARCHAR(16)',
      transaction_id: 'VARCHAR(40)',
      found_by: 'VARCHAR(16)',
      paid_at: 'VARCHAR(23)',
    },
    rows,
    {
      match: 't.id = v.id',
      set: `t.state = v.state, t.transaction_id = v.transaction_id, t.found_by = v.found_by, t.paid_at = v.paid_at,
        t.next_query_at = NULL`,
    },
  );
}

/**
 * The orders of these payments are paid: their pieces are sold, their settlement is due, their buyers are told, their money
 * is booked. The last step of its transaction.
 */
export async function payOrders(
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  payments: readonly CheckedPayment[],
): Promise<void> {
  await markPaid(tx, payments, 'paid');
  const happened = payments.map(happeningsOf);
  await moveOrders(tx, happened);
  await countSold(tx, await piecesOf(tx, payments));
  await writeSettlementTasks(tx, happened.flat());
  await wantUploads(tx, payments.filter(isCashier).map(handedOver), shop.clock.now());
  await announceAll(
    shop,
    tx,
    payments.map(({ order: { id, no, memberId, totalFen } }) => ({
      memberId,
      news: { kind: 'orderPaid', orderId: id, orderNo: no, amountFen: totalFen },
    })),
  );
  await bookPayments(
    tx,
    payments.map(({ order: { id, memberId, totalFen }, paidAt }) => ({ id, memberId, totalFen, paidAt })),
  );
}

const isCashier = ({ order }: CheckedPayment): boolean => order.kind === 'cashier';

/** What is paid at a cashier is in the buyer's hands. */
const handedOver = ({ order, paidAt }: CheckedPayment): SentOrder => ({
  orderId: order.id,
  kind: 'pickup',
  paidAt,
});

type Step = OrderHappening & { readonly state: OrderState };

/** SPEC section 3: a cashier order completes in the same moment in which it is paid. */
function happeningsOf({ order, paidAt: at }: CheckedPayment): Step[] {
  const { id: orderId, kind, no, state } = order;
  const paid = nextState(state, 'pay');
  if (paid === null) throw new Error(`order ${no} is ${state} though its payment is open`);
  const steps: Step[] = [{ orderId, kind: 'paid', at, state: paid }];
  const completed = kind === 'cashier' ? nextState(paid, 'complete') : null;
  if (completed !== null) steps.push({ orderId, kind: 'completed', at, state: completed });
  return steps;
}

async function moveOrders(tx: Tx, happened: readonly (readonly Step[])[]): Promise<void> {
  const rows = happened.map((steps) => {
    const last = steps.at(-1);
    if (last === undefined) throw new Error('an order that is paid takes a step');
    const at = timeText(last.at);
    return [last.orderId, last.state, at, last.kind === 'completed' ? at : null];
  });
  await updateRows(
    tx,
    'orders',
    {
      id: 'BIGINT UNSIGNED',
      state: 'VARCHAR(16)',
      paid_at: 'VARCHAR(23)',
      completed_at: 'VARCHAR(23)',
    },
    rows,
    {
      match: 't.id = v.id',
      set: 't.state = v.state, t.paid_at = v.paid_at, t.completed_at = v.completed_at',
    },
  );
}

const pieceRow = z
  .object({ product_id: productIdColumn.nullable(), quantity: countColumn })
  .transform(({ product_id, quantity }) => ({ productId: product_id, quantity }));

const piecesOf = (tx: Tx, payments: readonly CheckedPayment[]): Promise<z.output<typeof pieceRow>[]> =>
  query(
    tx,
    'SELECT product_id, quantity FROM order_lines WHERE order_id IN (?)',
    [payments.map(({ order }) => order.id)],
    pieceRow,
  );
