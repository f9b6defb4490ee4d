import { createHash } from 'node:crypto';
import { NOTHING_SPENT } from '@paifan/shared/checkout/composition';
import { memberId, orderId, productId, storeId } from '@paifan/shared/ids/ids';
import { fen, ZERO_FEN } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import type { OrderState } from '@paifan/shared/orders/states';
import { quoteLine, type LineToPlace } from '@paifan/shared/rebate/settle/place';
import { defaultSettings } from '@paifan/shared/settings/platformSettings';
import { insertRows } from '../../server/src/db/bulk';
import type { SqlValue } from '../../server/src/db/query';
import type { Tx } from '../../server/src/db/transaction';
import { bookPayments, type PaidOrder } from '../../server/src/usecases/payment/books';

import { seededRandom } from './random';

/*
 * A shop after a long time of trade, as large as asked for: orders of every kind and of every state but refunded, with lines, payments,
 * bookings, tasks, and what the real worker made of them: the line, payouts, rewards, the hash chain, messages. So the
 * books are right: every check of sql/checks passes. The same size gives the same shop, but for its times, which end now.
 */

/** How large the parts of a shop are, by its orders. */
export interface BigShopSize {
  readonly orders: number;
  readonly members: number;
  readonly products: number;
  readonly stores: number;
}

/** The rows of one order. */
export interface BigOrder {
  readonly order: SqlValue[];
  readonly lines: SqlValue[][];
  readonly payment: SqlValue[];
  readonly tasks: SqlValue[][];
  /** null: nobody paid it. */
  readonly booked: PaidOrder | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const CASHIER_RULES = { commissionRatio: ratio('0.3'), recruiter: null, rebate: {}, cashier: {} };
const hash = createHash('sha256').update('bench').digest();

/** Terms are the same for every order of a product or at a cashier: they are worked out once. */
function termsMaker(): (line: LineToPlace, key: string) => readonly [queue: string, string, string] {
  const settings = defaultSettings();
  const known = new Map<string, readonly [string, string, string]>();
  return (line, key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const { terms, explanation } = quoteLine(line, { level: null, spent: () => ZERO_FEN }, settings);
    const made = [terms.queue, JSON.stringify(terms), JSON.stringify(explanation)] as const;
    known.set(key, made);
    return made;
  };
}

/** One in five at a cashier, the others in the mall; one in five of those has two lines. Evenly spread over the time. */
export function bigOrderMaker(size: BigShopSize, from: number, until: number): () => BigOrder {
  const random = seededRandom(20_260_105);
  const pick = (count: number): number => 1 + Math.floor(random() * count);
  const termsOf = termsMaker();
  let id = 0;

  const cashierLine = (store: number, paidFen: number): SqlValue[] => {
    const place = { id: storeId(String(store)), rules: CASHIER_RULES };
    const line = { kind: 'cashier', product: null, store: place, paidFen: fen(paidFen) } as const;
    return [id, 0, null, null, '', '到店买单', paidFen, 1, paidFen, 0, ...termsOf(line, `cashier ${store}`)];
  };
  const mallLine = (lineNo: number): SqlValue[] => {
    const product = pick(size.products);
    const quantity = pick(3);
    const isFirst = random() < 0.7;
    const price = (1000 + (product % 300) * 100) * (isFirst ? 1 : 2);
    const line = {
      kind: 'mall',
      product: { id: productId(String(product)), rules: {} },
      store: null,
      paidFen: fen(price * quantity),
    } as const;
    const sku = product * 2 - (isFirst ? 1 : 0);
    return [
      ...[id, lineNo, product, sku, isFirst ? '单份' : '双份', `商品 ${product}`, price, quantity],
      ...[price * quantity, Math.floor((price * quantity * 3) / 5), ...termsOf(line, `product ${product}`)],
    ];
  };

  return () => {
    id += 1;
    const placed = new Date(from + Math.floor(((until - from) * id) / (size.orders + 1)));
    const isCashier = random() < 0.2;
    const store = isCashier ? pick(size.stores) : null;
    const lines = store
      ? [cashierLine(store, 500 + Math.floor(random() ** 3 * 49_500))]
      : random() < 0.2
        ? [mallLine(0), mallLine(1)]
        : [mallLine(0)];
    const total = lines.reduce((sum, line) => sum + Number(line[8]), 0);
    const ageDays = (until - placed.getTime()) / DAY_MS;
    const state = stateOf(random(), ageDays, isCashier);
    return rowsOf({ id, member: pick(size.members), store, lines, total, placed, state });
  };
}

/** One in twelve was never paid. What was paid is sent after a day and completed after five. */
function stateOf(chance: number, ageDays: number, isCashier: boolean): OrderState {
  if (chance < 0.08) return ageDays < 0.01 ? 'placed' : 'closed';
  if (isCashier || ageDays > 5) return 'completed';
  return ageDays > 1 ? 'shipped' : 'paid';
}

interface Made {
  readonly id: number;
  readonly member: number;
  readonly store: number | null;
  readonly lines: SqlValue[][];
  readonly total: number;
  readonly placed: Date;
  readonly state: OrderState;
}

function rowsOf({ id, member, store, lines, total, placed, state }: Made): BigOrder {
  const later = (ms: number): Date => new Date(placed.getTime() + ms);
  const isPaid = state !== 'placed' && state !== 'closed';
  const paid = isPaid ? later(MINUTE_MS) : null;
  const isCashier = store !== null;
  const shipped = !isCashier && (state === 'shipped' || state === 'completed') ? later(DAY_MS) : null;
  const completed = state === 'completed' ? (isCashier ? paid : later(5 * DAY_MS)) : null;
  const no = `BIG${String(id).padStart(20, '0')}`;
  const queues = [...new Set(lines.map((line) => String(line[10])))];
  const task = (kind: string, at: Date): SqlValue[][] =>
    queues.map((queue) => [queue, kind, String(id), id, at]);
  return {
    order: [
      ...[
        id,
        no,
        member,
        isCashier ? 'cashier' : 'mall',
        store,
        state,
        total,
        1,
        isCashier ? '0.3' : '0',
        no,
      ],
      ...[
        hash,
        placed,
        later(30 * MINUTE_MS),
        paid,
        shipped,
        completed,
        state === 'closed' ? later(30 * MINUTE_MS) : null,
      ],
      isCashier ? 'none' : 'express',
    ],
    lines,
    payment: [
      ...[id, no, total, isPaid ? 'paid' : state === 'closed' ? 'closed' : 'open', paid && `42${no}`],
      ...[paid && 'notification', paid, placed],
    ],
    tasks: [...(paid ? task('paid', paid) : []), ...(completed ? task('completed', completed) : [])],
    booked: paid && {
      ...{ id: orderId(String(id)), memberId: memberId(String(member)), wechatFen: fen(total) },
      ...{ spent: NOTHING_SPENT, paidAt: paid },
    },
  };
}

const ORDER =
  'id no member_id kind store_id state total_fen settings_version_id commission_ratio idempotency_key request_hash placed_at ' +
  'expires_at paid_at shipped_at completed_at closed_at delivery';
const LINE =
  'order_id line_no product_id sku_id sku_name title unit_price_fen quantity paid_fen cost_fen queue_key terms explanation';
const PAYMENT = 'order_id out_trade_no amount_fen state transaction_id found_by paid_at created_at';
const TASK = 'queue_key kind cause order_id at';

/** Writes orders as the running shop leaves them: paid ones are booked, and handed to the settlement. */
export async function writeBigOrders(tx: Tx, orders: readonly BigOrder[]): Promise<void> {
  const insert = (table: string, columns: string, rows: readonly SqlValue[][]): Promise<void> =>
    insertRows(tx, table, columns.split(' '), rows);
  await insert(
    'orders',
    ORDER,
    orders.map(({ order }) => order),
  );
  await insert(
    'order_lines',
    LINE,
    orders.flatMap(({ lines }) => lines),
  );
  await insert(
    'payments',
    PAYMENT,
    orders.map(({ payment }) => payment),
  );
  await insert(
    'settlement_tasks',
    TASK,
    orders.flatMap(({ tasks }) => tasks),
  );
  await bookPayments(
    tx,
    orders.flatMap(({ booked }) => booked ?? []),
  );
}
