import { z } from 'zod';
import type { EntryId, QueueKey } from '@paifan/shared/ids/ids';
import { readBody } from '@paifan/shared/rebate/proof/body';
import type { Happening } from '@paifan/shared/rebate/proof/happenings';
import { readEventsOfTasks, type ChainedQueue, type StoredChainEvent } from './chainReads';
import { countColumn, idColumn, orderIdColumn, queueKeyColumn, timeColumn } from './columns';
import type { Page, PageRequest } from './paging';
import { query } from './query';
import type { PlacedEntry } from './queueReads';
import type { Executor } from './transaction';

const taskRow = z.object({ id: idColumn });

/** Does an event tell one of these of a position? */
function tells(event: StoredChainEvent, names: readonly Happening[0][], position: number): boolean {
  return readBody(event.body).happenings.some(([name, at]) => names.includes(name) && at === position);
}

/** Did a position come into being with this event: by joining, or by a merge? */
const gives = (event: StoredChainEvent, position: number): boolean =>
  readBody(event.body).happenings.some((happening) => {
    if (happening[0] === 'joined') return happening[1] === position;
    if (happening[0] !== 'merged') return false;
    const [, first, count] = happening;
    return first <= position && position < first + count;
  });

/** The number of the event with which an entry got the position that it has; null when its queue had no chain then. */
export async function readJoiningEvent(
  executor: Executor,
  queue: ChainedQueue,
  { orderId, position }: PlacedEntry,
): Promise<number | null> {
  const tasks = await query(
    executor,
    `SELECT id FROM settlement_tasks WHERE order_id = :order AND kind = 'paid'
     UNION SELECT task_id AS id FROM entry_moves WHERE to_queue_id = :queue AND to_position = :position`,
    { order: orderId, queue: queue.id, position },
    taskRow,
  );
  const events = await readEventsOfTasks(
    executor,
    queue,
    tasks.map(({ id }) => id),
  );
  return events.find((event) => gives(event, position))?.seq ?? null;
}

/** A place where an entry stood until a merge. */
export interface EarlierPlace {
  readonly queueKey: QueueKey;
  readonly position: number;
}

const placeRow = z
  .object({ queue_key: queueKeyColumn, position: countColumn })
  .transform(({ queue_key, position }): EarlierPlace => ({ queueKey: queue_key, position }));

/** Where an entry stood before merges, first place first. */
export const readEarlierPlaces = (executor: Executor, entry: EntryId): Promise<EarlierPlace[]> =>
  query(
    executor,
    `SELECT q.queue_key, m.position FROM entry_moves m JOIN queues q ON q.id = m.queue_id
     WHERE m.entry_id = ? ORDER BY m.task_id`,
    [entry],
    placeRow,
  );

const payoutRow = z.object({ id: idColumn, cause_order_id: orderIdColumn.nullable(), at: timeColumn });
type PayoutCause = z.output<typeof payoutRow>;

/** The events that paid an entry, or took something back from it, oldest first; the cursor is a payout's id. */
export async function readPayoutEvents(
  executor: Executor,
  queue: ChainedQueue,
  entry: PlacedEntry,
  { cursor, limit }: PageRequest,
): Promise<Page<StoredChainEvent>> {
  const rows = await query(
    executor,
    'SELECT id, cause_order_id, at FROM payouts WHERE entry_id = ? AND id > ? ORDER BY id LIMIT ?',
    [entry.id, cursor && /^\d{1,19}$/.test(cursor) ? cursor : '0', limit + 1],
    payoutRow,
  );
  const page = rows.slice(0, limit);
  const tasks = await tasksOfPayouts(executor, queue, entry, page);
  const events = await readEventsOfTasks(executor, queue, tasks);
  return {
    items: events.filter((event) =>
      tells(event, ['paidOut', 'accelerated', 'shared', 'takenBack'], entry.position),
    ),
    next: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The tasks that may have paid: of the orders that did; those of the queue as a whole, and refunds of the entry's own order, by time. */
async function tasksOfPayouts(
  executor: Executor,
  queue: ChainedQueue,
  { orderId }: PlacedEntry,
  payouts: readonly PayoutCause[],
): Promise<string[]> {
  if (payouts.length === 0) return [];
  const orders = payouts.flatMap(({ cause_order_id }) => cause_order_id ?? []);
  const times = payouts.flatMap(({ cause_order_id, at }) => (cause_order_id === null ? [at] : []));
  const rows = await query(
    executor,
    `SELECT id FROM settlement_tasks WHERE order_id IN (:orders) AND kind IN ('paid', 'completed')
     UNION SELECT id FROM settlement_tasks WHERE order_id = :own AND kind = 'refunded' AND at IN (:times)
     UNION SELECT id FROM settlement_tasks
       WHERE queue_key = :queue AND kind IN ('resume', 'unionPayout', 'merge', 'windDown') AND at IN (:times)`,
    {
      orders: orders.length === 0 ? [null] : orders,
      times: times.length === 0 ? [null] : times,
      own: orderId,
      queue: queue.key,
    },
    taskRow,
  );
  return rows.map(({ id }) => id);
}
