import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { PoolLot } from '@paifan/shared/explain/poolLots';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import type { JoinRefusal } from '@paifan/shared/rebate/join/gates';
import {
  countColumn,
  fenColumn,
  idColumn,
  memberIdColumn,
  orderIdColumn,
  ratioColumn,
  timeColumn,
} from '../../db/columns';
import { readMoneyBehind, readPaidByLine, type PaidEntry } from '../../db/lineMoney';
import type { OrderLineRow, OrderRow } from '../../db/models/orders';
import { readMemberNames, type MemberName } from '../../db/names';
import { readEntriesOfOrders, type PlacedEntry } from '../../db/queueReads';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import type { Placing } from './testRules';

const receivedRow = z
  .object({
    id: idColumn,
    kind: z.string(),
    cause_order_id: orderIdColumn.nullable(),
    amount_fen: fenColumn,
    at: timeColumn,
  })
  .transform(({ cause_order_id, amount_fen, ...row }) => ({
    ...row,
    causeOrder: cause_order_id,
    amountFen: amount_fen,
  }));

const rewardRow = z
  .object({
    kind: z.enum(['direct', 'indirect', 'team', 'recruitment']),
    member_id: memberIdColumn,
    ratio: ratioColumn,
    amount_fen: fenColumn,
    state: z.enum(['frozen', 'released', 'cancelled']),
    line_no: countColumn,
  })
  .transform((row) => ({
    kind: row.kind,
    memberId: row.member_id,
    ratio: row.ratio,
    amountFen: row.amount_fen,
    state: row.state,
  }));

/** What an entry received, and whose money it is. */
export interface Received extends z.output<typeof receivedRow> {
  readonly paidFrom: readonly PoolLot[];
}

/** Everything that was decided about an order's line, and what came of it. SPEC section 12, explain. */
export interface LineExplained {
  readonly order: OrderRow;
  readonly line: OrderLineRow;
  readonly placing: Placing;
  readonly entry: PlacedEntry | null;
  readonly noEntryReason: JoinRefusal | null;
  readonly received: readonly Received[];
  readonly paid: readonly PaidEntry[];
  readonly rewards: readonly z.output<typeof rewardRow>[];
  readonly nameOf: (id: MemberId) => MemberName;
  readonly orderNos: ReadonlyMap<OrderId, string>;
}

/**
 * Explains a line out of what is kept: the rules that were asked when it was placed, and every fen that its entry received and that
 * its own step paid.
 * @throws ApiError order_not_found, order_line_not_found
 */
export async function explainLine({ db }: ShopContext, no: string, lineNo: number): Promise<LineExplained> {
  const order = await db.orders.findOne({ where: { no } });
  if (order === null) throw new ApiError('order_not_found');
  const line = await db.orderLines.findOne({ where: { orderId: order.id, lineNo } });
  if (line === null) throw new ApiError('order_line_not_found');
  const entries = await readEntriesOfOrders(db, [order.id]);
  const entry = entries.find((each) => each.lineNo === lineNo) ?? null;
  const received = entry === null ? [] : await receivedBy(db, entry);
  const paid = await readPaidByLine(db, order.id, lineNo);
  const rewards = await query(
    db,
    'SELECT kind, member_id, ratio, amount_fen, state, line_no FROM rewards WHERE order_id = ? AND line_no = ? ORDER BY id',
    [order.id, lineNo],
    rewardRow,
  );
  const members = [order, ...paid, ...rewards].map(({ memberId }) => memberId);
  const orders = received.flatMap(({ causeOrder, paidFrom }) => [
    causeOrder,
    ...paidFrom.map((lot) => lot.order),
  ]);
  return {
    order,
    line,
    placing: { terms: line.terms, explanation: line.explanation },
    entry,
    noEntryReason: line.noEntryReason,
    received,
    paid,
    rewards,
    nameOf: await readMemberNames(db, members),
    orderNos: await orderNosOf(
      db,
      orders.filter((id): id is OrderId => id !== null),
    ),
  };
}

async function receivedBy(db: ShopContext['db'], { id }: PlacedEntry): Promise<Received[]> {
  const rows = await query(
    db,
    'SELECT id, kind, cause_order_id, amount_fen, at FROM payouts WHERE entry_id = ? ORDER BY id',
    [id],
    receivedRow,
  );
  const received: Received[] = [];
  for (const row of rows) {
    const { causeOrder, amountFen } = row;
    const paidFrom =
      amountFen <= 0
        ? []
        : causeOrder === null
          ? await readMoneyBehind(db, id, row)
          : [{ order: causeOrder, amountFen }];
    received.push({ ...row, paidFrom });
  }
  return received;
}

async function orderNosOf(db: ShopContext['db'], ids: readonly OrderId[]): Promise<Map<OrderId, string>> {
  const orders = await db.orders.findAll({ where: { id: [...new Set(ids)] }, attributes: ['id', 'no'] });
  return new Map(orders.map(({ id, no }) => [id, no]));
}
