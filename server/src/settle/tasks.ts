import { z } from 'zod';
import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { givesPoints } from '@paifan/shared/rebate/rewards/profit';
import { uplineDepth } from '@paifan/shared/rebate/rewards/rewards';
import type { UplineMember } from '@paifan/shared/rebate/settle/facts';
import { orderTerms } from '@paifan/shared/rebate/settle/place';
import type { OrderTerms } from '@paifan/shared/rebate/settle/terms';
import { insertRows, updateRows } from '../db/bulk';
import { flagColumn, idColumn, memberIdColumn, orderIdColumn, queueKeyColumn } from '../db/columns';
import { execute, query, queryOne } from '../db/query';
import { settingsVersion } from '../db/settings';
import type { Executor, Tx } from '../db/transaction';
import { grouped } from './orders';

/** What happened to an order, for the settlement. */
export interface OrderHappening {
  readonly orderId: OrderId;
  readonly kind: 'paid' | 'completed';
  /** When it happened in the shop. */
  readonly at: Date;
}

const orderRow = z.object({
  id: orderIdColumn,
  queue_key: queueKeyColumn,
  member_id: memberIdColumn,
  settings_version_id: idColumn,
  inviter_id: memberIdColumn.nullable(),
  is_merchants: flagColumn,
});
type HappenedRow = z.output<typeof orderRow>;

/**
 * Writes what the settlement has to do for orders that were paid or completed, in the order given: one task for each queue that
 * an order's lines touch, in the transaction that makes the order paid or completed. Nudge the worker after the commit. A
 * cashier order is both at the same time: give `paid`, then `completed`. SPEC section 6.
 * @throws when the same was written before (a unique key): an order is paid once, and completed once
 */
export async function writeSettlementTasks(tx: Tx, happened: readonly OrderHappening[]): Promise<void> {
  const rows = await query(
    tx,
    `SELECT DISTINCT o.id, l.queue_key, o.member_id, o.settings_version_id, m.inviter_id,
       EXISTS (SELECT 1 FROM order_lines s WHERE s.order_id = o.id AND s.merchant_id IS NOT NULL) AS is_merchants
     FROM orders o JOIN order_lines l ON l.order_id = o.id JOIN members m ON m.id = o.member_id
     WHERE o.id IN (?) ORDER BY o.id, l.queue_key`,
    [happened.map(({ orderId }) => orderId)],
    orderRow,
  );
  const rowsOf = grouped(rows, ({ id }) => id);
  const paid = happened.flatMap(({ kind, orderId }) => (kind === 'paid' ? (rowsOf.get(orderId) ?? []) : []));
  await keepUplines(tx, paid);
  await insertRows(
    tx,
    'settlement_tasks',
    ['queue_key', 'kind', 'cause', 'order_id', 'at'],
    happened.flatMap(({ orderId, kind, at }) =>
      (rowsOf.get(orderId) ?? []).map(({ queue_key }) => [queue_key, kind, orderId, orderId, at]),
    ),
  );
  const completed = happened.flatMap(({ kind, orderId }) => (kind === 'completed' ? [orderId] : []));
  await writeFigureTasks(tx, completed);
  await writePointsTasks(tx, await givingPoints(tx, completed, rowsOf));
  await writePayableTasks(
    tx,
    happened.filter(({ kind, orderId }) => kind === 'completed' && rowsOf.get(orderId)?.[0]?.is_merchants),
  );
}

/** Those for which points are given, by the settings that each of them follows. */
async function givingPoints(
  tx: Tx,
  orders: readonly OrderId[],
  rowsOf: ReadonlyMap<OrderId, readonly HappenedRow[]>,
): Promise<OrderId[]> {
  const giving: OrderId[] = [];
  for (const orderId of orders) {
    const row = rowsOf.get(orderId)?.[0];
    if (row === undefined) continue;
    const terms = orderTerms((await settingsVersion(tx, row.settings_version_id)).settings);
    if (givesPoints(terms)) giving.push(orderId);
  }
  return giving;
}

/** Points for a purchase are given, and taken back, by a job. */
const writePointsTasks = (tx: Tx, orders: readonly OrderId[]): Promise<void> =>
  insertRows(
    tx,
    'purchase_points_tasks',
    ['order_id'],
    orders.map((orderId) => [orderId]),
  );

/** What a member's level is judged by changes with orders that complete or are refunded: a job counts it anew. */
const writeFigureTasks = (tx: Tx, orders: readonly OrderId[]): Promise<void> =>
  insertRows(
    tx,
    'figure_tasks',
    ['order_id'],
    orders.map((orderId) => [orderId]),
  );

/** What merchants are owed changes with orders that complete, and with what is given back after that: a job books it. */
export const writePayableTasks = (
  tx: Tx,
  happened: readonly { readonly orderId: OrderId; readonly at: Date }[],
): Promise<void> =>
  insertRows(
    tx,
    'payable_tasks',
    ['order_id', 'at'],
    happened.map(({ orderId, at }) => [orderId, at]),
  );

/** Money of an order's line that has gone back to its buyer. */
export interface RefundHappening {
  readonly orderId: OrderId;
  readonly line: number;
  readonly amountFen: Fen;
  /** Names the refund, once and for all. */
  readonly cause: string;
  readonly at: Date;
}

/**
 * Writes what the settlement has to do for a refund, in the transaction that makes it final. Nudge the worker after the commit.
 * @throws when the same was written before (a unique key): a refund is settled once
 */
export async function writeRefundTask(
  tx: Tx,
  { orderId, line, amountFen, cause, at }: RefundHappening,
): Promise<void> {
  await execute(
    tx,
    `INSERT INTO settlement_tasks (queue_key, kind, cause, order_id, payload, at)
     SELECT queue_key, 'refunded', :cause, order_id, :payload, :at FROM order_lines WHERE order_id = :orderId AND line_no = :line`,
    { orderId, line, cause, at, payload: JSON.stringify({ line, amountFen }) },
  );
  await writeFigureTasks(tx, [orderId]);
  // Before an order completes there is nothing to take back.
  await execute(
    tx,
    'INSERT INTO purchase_points_tasks (order_id) SELECT DISTINCT order_id FROM order_lines WHERE order_id = ? AND points_given > 0',
    [orderId],
  );
}

/**
 * Rewards go by the levels at payment (SPEC section 9), so the people above the buyer are kept with the order, if there are
 * any and any rule asks for them.
 */
async function keepUplines(tx: Tx, orders: readonly HappenedRow[]): Promise<void> {
  const asking = new Map<OrderId, { readonly buyer: MemberId; readonly depth: number }>();
  for (const { id, member_id, settings_version_id, inviter_id } of orders) {
    if (inviter_id === null || asking.has(id)) continue;
    const terms = orderTerms((await settingsVersion(tx, settings_version_id)).settings);
    if (asksForUpline(terms)) asking.set(id, { buyer: member_id, depth: uplineDepth(terms) });
  }
  if (asking.size === 0) return;
  const uplines = await readUplines(
    tx,
    [...asking.values()].map(({ buyer }) => buyer),
    Math.max(...[...asking.values()].map(({ depth }) => depth)),
  );
  await updateRows(
    tx,
    'orders',
    { id: 'BIGINT UNSIGNED', upline: 'TEXT' },
    [...asking].map(([id, { buyer, depth }]) => [
      id,
      JSON.stringify((uplines.get(buyer) ?? []).slice(0, depth).map(({ upline }) => upline)),
    ]),
    { match: 't.id = v.id', set: 't.upline = v.upline' },
  );
}

/** Is there anything in the terms that an inviter could get? */
const asksForUpline = ({ acceleration, referral, team }: OrderTerms): boolean =>
  [acceleration.directRatio, acceleration.indirectRatio, referral.directRatio, referral.indirectRatio].some(
    (ratio) => ratio !== '0',
  ) || Object.keys(team.levelRatios).length > 0;

const uplineRow = z
  .object({ buyer_id: memberIdColumn, member_id: memberIdColumn, level: z.string().nullable() })
  .transform(({ buyer_id, member_id, level }) => ({
    buyer: buyer_id,
    upline: { member: member_id, level } satisfies UplineMember,
  }));

/** The people above each buyer, nearest first. */
export async function readUplines(
  tx: Tx,
  buyers: readonly MemberId[],
  depth: number,
): Promise<ReadonlyMap<MemberId, readonly z.output<typeof uplineRow>[]>> {
  const rows = await query(
    tx,
    `WITH RECURSIVE upline (buyer_id, depth, member_id, level, inviter_id) AS (
       SELECT id, 0, id, level, inviter_id FROM members WHERE id IN (:buyers)
       UNION ALL
       SELECT upline.buyer_id, upline.depth + 1, m.id, m.level, m.inviter_id
       FROM upline JOIN members m ON m.id = upline.inviter_id WHERE upline.depth < :depth
     )
     SELECT buyer_id, member_id, level FROM upline WHERE depth > 0 ORDER BY buyer_id, depth`,
    { buyers, depth },
    uplineRow,
  );
  return grouped(rows, ({ buyer }) => buyer);
}

/** Has the payment of an order been settled? */
export async function isPaymentSettled(executor: Executor, orderId: OrderId): Promise<boolean> {
  const row = await queryOne(
    executor,
    "SELECT COUNT(*) AS tasks, COUNT(settled_at) AS settled FROM settlement_tasks WHERE order_id = ? AND kind = 'paid'",
    [orderId],
    z.object({ tasks: z.int(), settled: z.int() }),
  );
  return row !== null && row.tasks > 0 && row.tasks === row.settled;
}
