import { z } from 'zod';
import { fen } from '@paifan/shared/money/fen';
import type { OrderId, QueueKey } from '@paifan/shared/ids/ids';
import { resultOf } from '@paifan/shared/replay/result';
import type { History } from '@paifan/shared/replay/schema';
import { openShop, settleIn, type ShopOrder } from '@paifan/shared/replay/shop';
import { Spending } from '@paifan/shared/replay/spending';
import type { OrderRow } from '@paifan/shared/rebate/settle/facts';
import { memberIdColumn } from '../../src/db/columns';
import type { Database } from '../../src/db/connect';
import { query } from '../../src/db/query';
import { settingsInForce } from '../../src/db/settings';
import { inTransaction, type Tx } from '../../src/db/transaction';
import { loadOrders } from '../../src/settle/orders';
import { taskRow, toQueueTask, type TaskRow } from '../../src/settle/queueTask';
import type { PlayedHistory } from '../support/history';

/**
 * What must have come of the settled tasks: the same tasks, in the order in which each queue settled them, through the rules
 * in memory, where nothing can be killed. The shop has one version of the settings, and no rule by which queues
 * depend on one another.
 */
export async function undisturbed(db: Database): Promise<PlayedHistory> {
  return inTransaction(
    db,
    async (tx) => {
      const tasks = await settledTasks(tx);
      const { settings } = await settingsInForce(tx, new Date());
      const members = await query(
        tx,
        'SELECT id FROM members ORDER BY id',
        [],
        z.object({ id: memberIdColumn }),
      );
      const history: History = {
        settings,
        products: [],
        stores: [],
        members: members.map(({ id }) => ({ id, inviter: null, level: null })),
        events: [],
      };
      const shop = openShop(history);
      const ids = tasks.flatMap(({ order_id }) => (order_id === null ? [] : [order_id]));
      for (const order of await ordersAsPaid(tx, [...new Set(ids)])) shop.orders.set(order.id, order);
      for (const row of tasks) settleIn(shop, row.queue_key, toQueueTask(row));
      return { history, events: [], expected: resultOf(shop, []) };
    },
    'one moment',
  );
}

/** Within each queue in the order of its chain; queues may follow one another in any order. */
const settledTasks = (tx: Tx): Promise<TaskRow[]> =>
  query(
    tx,
    `SELECT ${Object.keys(taskRow.shape)
      .map((column) => `t.${column}`)
      .join(', ')}
     FROM settlement_tasks t JOIN queue_events e ON e.task_id = t.id
     WHERE t.settled_at IS NOT NULL ORDER BY e.queue_id, e.seq`,
    [],
    taskRow,
  );

/** The orders as they were when they were paid: nothing of them settled. */
async function ordersAsPaid(tx: Tx, ids: readonly OrderId[]): Promise<ShopOrder[]> {
  const orders = new Map<OrderId, { head: OrderRow; parts: { queue: QueueKey; row: OrderRow }[] }>();
  for (const [queue, rows] of await loadOrders(tx, ids, [])) {
    for (const row of rows) {
      const order = orders.get(row.id) ?? { head: row, parts: [] };
      orders.set(row.id, order);
      order.parts.push({ queue, row: { ...row, lines: row.lines.map(unsettled) } });
    }
  }
  return [...orders.values()].map(({ head: { id, member, kind }, parts }) => ({
    id,
    member,
    kind,
    parts,
    spending: new Spending(),
    spentAt: null,
    state: 'paid',
  }));
}

const unsettled = (line: OrderRow['lines'][number]): OrderRow['lines'][number] => ({
  ...line,
  refundedFen: fen(0),
  contributedFen: fen(0),
  entry: null,
  rewards: [],
});

const SHOWN = 20;

/** Where two results differ: the path of each value, and both. At most the first 20. */
export function differences(expected: unknown, found: unknown, path = ''): string[] {
  if (Object.is(expected, found)) return [];
  if (!isObject(expected) || !isObject(found))
    return [`${path}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`];
  const keys = new Set([...Object.keys(expected), ...Object.keys(found)]);
  return [...keys].flatMap((key) => differences(expected[key], found[key], `${path}/${key}`)).slice(0, SHOWN);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
