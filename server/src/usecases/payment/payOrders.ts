import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import { nextState, type OrderKind, type OrderState } from '@paifan/shared/orders/states';
import { z } from 'zod';
import { updateRows } from '../../db/bulk';
import { countColumn, productIdColumn } from '../../db/columns';
import type { BookedJournal } from '../../db/ledger';
import { query, timeText } from '../../db/query';
import type { Tx } from '../../db/transaction';
import { writeSettlementTasks, type OrderHappening } from '../../settle/tasks';
import { announceAll } from '../messages/announce';
import { bookPayments, type PaidOrder } from './books';
import type { ShopContext } from '../context';
import { wantUploads, type SentOrder } from '../shipping/wantUploads';
import { spentOn, wechatFenOf, type PaidWith } from './setAside';
import { countSold } from '../orders/stock';

/** An order that is paid now, under its lock. */
export interface PaidNow {
  readonly paidAt: Date;
  readonly order: PaidWith & {
    readonly id: OrderId;
    readonly no: string;
    readonly memberId: MemberId;
    readonly kind: OrderKind;
    readonly state: OrderState;
  };
}

/** A payment with WeChat that was checked, under the locks of its order and of itself. */
export interface CheckedPayment extends PaidNow {
  readonly paymentId: string;
  readonly transactionId: string;
  readonly foundBy: FoundBy;
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

/** The money of these payments has come: their orders are paid. The last step of its transaction. */
export async function payOrders(
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  payments: readonly CheckedPayment[],
): Promise<void> {
  await markPaid(tx, payments, 'paid');
  await makePaid(shop, tx, payments);
}

/**
 * These orders are paid: their pieces are sold, their settlement is due, their buyers are told, their money is booked. The last
 * step of its transaction.
 * @param journals of the same transaction, which are booked first
 */
export async function makePaid(
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  orders: readonly PaidNow[],
  journals: readonly BookedJournal[] = [],
): Promise<void> {
  const happened = orders.map(happeningsOf);
  await moveOrders(tx, happened);
  await countSold(tx, await piecesOf(tx, orders));
  await writeSettlementTasks(tx, happened.flat());
  await wantUploads(tx, orders.filter(isCashier).map(handedOver), shop.clock.now());
  await announceAll(
    shop,
    tx,
    orders.map(({ order: { id, no, memberId, totalFen } }) => ({
      memberId,
      news: { kind: 'orderPaid', orderId: id, orderNo: no, amountFen: totalFen },
    })),
  );
  await bookPayments(tx, orders.map(forTheBooks), journals);
}

const forTheBooks = ({ order, paidAt }: PaidNow): PaidOrder => ({
  id: order.id,
  memberId: order.memberId,
  wechatFen: wechatFenOf(order),
  spent: spentOn(order),
  paidAt,
});

const isCashier = ({ order }: PaidNow): boolean => order.kind === 'cashier';

/** What is paid at a cashier is in the buyer's hands. */
const handedOver = ({ order, paidAt }: PaidNow): SentOrder => ({
  orderId: order.id,
  kind: 'pickup',
  paidAt,
  wechatFen: wechatFenOf(order),
});

type Step = OrderHappening & { readonly state: OrderState };

/** SPEC section 3: a cashier order completes in the same moment in which it is paid. */
function happeningsOf({ order, paidAt: at }: PaidNow): Step[] {
  const { id: orderId, kind, no, state } = order;
  const paid = nextState(state, 'pay');
  if (paid === null) throw new Error(`order ${no} is ${state} and cannot be paid`);
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

const piecesOf = (tx: Tx, orders: readonly PaidNow[]): Promise<z.output<typeof pieceRow>[]> =>
  query(
    tx,
    'SELECT product_id, quantity FROM order_lines WHERE order_id IN (?)',
    [orders.map(({ order }) => order.id)],
    pieceRow,
  );
