import { z } from 'zod';
import type { OrderId, QueueKey } from '@paifan/shared/ids/ids';
import { nextEvent } from '@paifan/shared/rebate/proof/chain';
import { openWrites } from '../db/bulk';
import { countColumn, orderIdColumn, queueKeyColumn, timeColumn } from '../db/columns';
import { query, sqlList, sqlText } from '../db/query';
import { sha256 } from '../db/sha256';
import type { Tx } from '../db/transaction';
import { writeGrowths, type ChainGrowth } from './applyChain';
import { queueAfter, type Merges } from './merges';
import { grouped, orderOfEntry } from './orders';
import { toQueueTask, type TaskRow } from './queueTask';
import type { StoredQueue } from './queues';

/** A task of an order whose line is settled in another queue since a merge. */
export interface StrayedTask {
  readonly row: TaskRow;
  /** The queue that the line was placed for. */
  readonly home: QueueKey;
  readonly to: QueueKey;
}

const lineRow = z.object({
  order_id: orderIdColumn,
  line_no: countColumn,
  queue_key: queueKeyColumn,
  placed_at: timeColumn,
});

/** Which order's line a task is about; null when it is about the queue itself. `home` is given where the task knows it. */
function lineOf(row: TaskRow): { order: OrderId; line: number | null; home: QueueKey | null } | null {
  const task = toQueueTask(row);
  switch (task.type) {
    case 'paid':
    case 'completed':
      return { order: task.order, line: null, home: task.of ?? row.queue_key };
    case 'refunded':
      return { order: task.order, line: task.line, home: null };
    case 'draw':
    case 'exchange':
      return { order: orderOfEntry(task.entry), line: Number(task.entry.split('/')[1]), home: null };
    default:
      return null;
  }
}

/** Those of some open tasks that belong to another queue since a merge; tasks about a queue itself never do. */
export async function strayedTasks(
  tx: Tx,
  rows: readonly TaskRow[],
  merges: Merges,
): Promise<readonly StrayedTask[]> {
  const sources = new Set(merges.map(({ source }) => source));
  const concerned = rows.flatMap((row) => {
    const line = sources.has(row.queue_key) ? lineOf(row) : null;
    return line === null ? [] : [{ row, ...line }];
  });
  if (concerned.length === 0) return [];
  const lines = await query(
    tx,
    `SELECT l.order_id, l.line_no, l.queue_key, o.placed_at FROM order_lines l JOIN orders o ON o.id = l.order_id
     WHERE l.order_id IN (?)`,
    [concerned.map(({ order }) => order)],
    lineRow,
  );
  const linesOf = grouped(lines, ({ order_id }) => order_id);
  return concerned.flatMap(({ row, order, line, home: known }): StrayedTask[] => {
    const found = linesOf.get(order)?.find(({ line_no }) => line === null || line_no === line);
    if (found === undefined) return [];
    const home = known ?? found.queue_key;
    const to = queueAfter(merges, home, found.placed_at.getTime());
    return to === row.queue_key ? [] : [{ row, home, to }];
  });
}

/**
 * Hands tasks on to the queues that their lines belong to now, each once, in their order: there they are new tasks, and what
 * they were is settled. The chain of the queue tells of it.
 */
export async function forwardTasks(
  tx: Tx,
  queues: readonly StoredQueue[],
  strayed: readonly StrayedTask[],
  settledAt: Date,
): Promise<void> {
  const writes = openWrites(tx);
  await writes.insert(
    'settlement_tasks',
    ['queue_key', 'kind', 'cause', 'order_id', 'payload', 'at'],
    strayed.map(({ row, home, to }) => [
      to,
      row.kind,
      `forwarded/${row.id}`,
      row.order_id,
      payloadFor(row, home),
      row.at,
    ]),
  );
  await writes.run(
    `UPDATE settlement_tasks SET settled_at = ${sqlText(settledAt)}, error = NULL
     WHERE id IN (${sqlList(strayed.map(({ row }) => row.id))})`,
  );
  const byQueue = grouped(strayed, ({ row }) => row.queue_key);
  await writeGrowths(
    writes,
    queues.flatMap((queue) => growthOf(queue, byQueue.get(queue.key) ?? [])),
  );
  await writes.done();
}

const payloadFor = ({ kind, payload }: TaskRow, home: QueueKey): string =>
  JSON.stringify(kind === 'paid' || kind === 'completed' ? { of: home } : payload);

function growthOf({ id, chain }: StoredQueue, strayed: readonly StrayedTask[]): ChainGrowth[] {
  if (strayed.length === 0) return [];
  let last = chain;
  const events = strayed.map(({ row, to }) => {
    const event = nextEvent(
      last,
      { at: row.at.getTime(), task: row.kind, happenings: [['forwarded', to]] },
      sha256,
    );
    last = event;
    return event;
  });
  return [{ queueId: id, events, taskIds: strayed.map(({ row }) => row.id) }];
}
