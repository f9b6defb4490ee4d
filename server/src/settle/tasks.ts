import { z } from 'zod';
import type { OrderId } from '@paifan/shared/ids/ids';
import { uplineDepth } from '@paifan/shared/rebate/rewards/rewards';
import type { UplineMember } from '@paifan/shared/rebate/settle/facts';
import { orderTerms } from '@paifan/shared/rebate/settle/place';
import type { OrderTerms } from '@paifan/shared/rebate/settle/terms';
import { idColumn, memberIdColumn } from '../db/columns';
import { execute, query, queryOne } from '../db/query';
import { settingsVersion } from '../db/settings';
import type { Executor, Tx } from '../db/transaction';

/** What happened to an order, for the settlement. */
export interface OrderHappening {
  readonly orderId: OrderId;
  readonly kind: 'paid' | 'completed';
  /** When it happened in the shop. */
  readonly at: Date;
}

/**
 * Writes what the settlement has to do for an order that was paid or completed: one task for each queue that its lines touch,
 * in the transaction that makes the order paid or completed. Nudge the worker after the commit. A cashier order is both at the same
 * time: write `paid`, then `completed`. SPEC section 6.
 * @throws when the same was written before (a unique key): an order is paid once, and completed once
 */
export async function writeSettlementTasks(tx: Tx, { orderId, kind, at }: OrderHappening): Promise<void> {
  if (kind === 'paid') await keepUpline(tx, orderId);
  await execute(
    tx,
    `INSERT INTO settlement_tasks (queue_key, kind, cause, order_id, at)
     SELECT DISTINCT queue_key, :kind, :orderId, :orderId, :at FROM order_lines WHERE order_id = :orderId ORDER BY queue_key`,
    { kind, orderId, at },
  );
}

const buyerRow = z.object({
  member_id: memberIdColumn,
  settings_version_id: idColumn,
  inviter_id: memberIdColumn.nullable(),
});

/** Rewards go by the levels at payment (SPEC section 9), so the people above the buyer are kept with the order, if any rule asks for them. */
async function keepUpline(tx: Tx, orderId: OrderId): Promise<void> {
  const order = await queryOne(
    tx,
    `SELECT o.member_id, o.settings_version_id, m.inviter_id FROM orders o JOIN members m ON m.id = o.member_id
     WHERE o.id = ?`,
    [orderId],
    buyerRow,
  );
  if (order === null) throw new Error(`there is no order ${orderId}`);
  if (order.inviter_id === null) return;
  const terms = orderTerms((await settingsVersion(tx, order.settings_version_id)).settings);
  if (!asksForUpline(terms)) return;
  const upline = await readUpline(tx, order.member_id, uplineDepth(terms));
  await execute(tx, 'UPDATE orders SET upline = ? WHERE id = ?', [JSON.stringify(upline), orderId]);
}

/** Is there anything in the terms that an inviter could get? */
const asksForUpline = ({ acceleration, referral, team }: OrderTerms): boolean =>
  [acceleration.directRatio, acceleration.indirectRatio, referral.directRatio, referral.indirectRatio].some(
    (ratio) => ratio !== '0',
  ) || Object.keys(team.levelRatios).length > 0;

const uplineRow = z
  .object({ member_id: memberIdColumn, level: z.string().nullable() })
  .transform(({ member_id, level }): UplineMember => ({ member: member_id, level }));

const readUpline = (tx: Tx, member: string, depth: number): Promise<UplineMember[]> =>
  query(
    tx,
    `WITH RECURSIVE upline (depth, member_id, level, inviter_id) AS (
       SELECT 0, id, level, inviter_id FROM members WHERE id = :member
       UNION ALL
       SELECT upline.depth + 1, m.id, m.level, m.inviter_id
       FROM upline JOIN members m ON m.id = upline.inviter_id WHERE upline.depth < :depth
     )
     SELECT member_id, level FROM upline WHERE depth > 0 ORDER BY depth`,
    { member, depth },
    uplineRow,
  );

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
