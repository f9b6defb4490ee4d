import type { QueueKey } from '../src/ids/ids';
import type { Journal } from '../src/ledger/journal';
import type { History } from '../src/replay/schema';
import type { Shop } from '../src/replay/shop';
import { emptyQueueRow } from '../src/rebate/queue/line';
import type { QueueEvent } from '../src/rebate/settle/events';
import type { OrderRow, QueueTask } from '../src/rebate/settle/facts';
import { openStore, settleBatch, storeOrder, type RowStore } from './rowStore';
import { playWatched } from './watchedShop';

/* A history is played in memory, task by task; then the same tasks are settled in batches. */

/** A task as it came to its queue, with the order as it was when it was paid. */
export interface Logged {
  readonly queue: QueueKey;
  readonly task: QueueTask;
  readonly order: OrderRow | null;
  /** Was everything paused at that time? A queue that begins then is born paused. */
  readonly allPaused: boolean;
}

/** A history played in memory, task by task. */
export interface Played {
  readonly shop: Shop;
  readonly log: Logged[];
  /** What happened and what was booked. */
  readonly told: Told;
}

/** What is told of each queue, and the journals by key. */
export interface Told {
  readonly events: Record<QueueKey, QueueEvent[]>;
  readonly journals: Record<string, string>;
}

/** A reward is released by whoever comes first: a job or, late, a refund. All else is told in the same words. */
const isRelease = (event: QueueEvent): boolean => event.type === 'reward' && event.what === 'released';

export function tell(told: Told, queue: QueueKey, event: QueueEvent): void {
  if (!isRelease(event)) (told.events[queue] ??= []).push(structuredClone(event));
}

export function note(told: Told, { key, event, at, postings }: Journal): void {
  if (event !== 'rewardReleased' && postings.length > 0) told.journals[key] = JSON.stringify([at, postings]);
}

/** Replays a history in memory and keeps every task. */
export function logTasks(history: History): Played {
  const log: Logged[] = [];
  const told: Told = { events: {}, journals: {} };
  const shop = playWatched(history, {
    task: (queue, task, { orders, allPaused }) => {
      const row =
        'order' in task ? orders.get(task.order)?.parts.find((part) => part.queue === queue)?.row : null;
      log.push({ queue, task, order: task.type === 'paid' ? structuredClone(row ?? null) : null, allPaused });
    },
    happened: (event, queue) => {
      if (queue !== null) tell(told, queue, event);
    },
    booked: (journal) => note(told, journal),
  });
  return { shop, log, told };
}

/**
 * Settles the log in batches of the given sizes, one after the other and again from the first; a queue's turn ends when
 * another's begins.
 */
export function settleInBatches(
  shop: Shop,
  log: readonly Logged[],
  sizes: readonly number[],
  reach: number,
): RowStore {
  const store = openStore(shop.live);
  let batch: Logged[] = [];
  let turn = 0;
  const flush = (): void => {
    const [first] = batch;
    if (first === undefined) return;
    if (!store.queues.has(first.queue))
      store.queues.set(first.queue, emptyQueueRow(first.queue, first.allPaused));
    settleBatch(
      store,
      first.queue,
      batch.map(({ task }) => task),
      reach,
    );
    batch = [];
    turn += 1;
  };
  for (const logged of log) {
    const size = sizes[turn % sizes.length] ?? 1;
    if (batch.length >= size || (batch[0] !== undefined && batch[0].queue !== logged.queue)) flush();
    if (logged.order !== null) storeOrder(store, logged.queue, logged.order);
    batch.push(logged);
  }
  flush();
  return store;
}
