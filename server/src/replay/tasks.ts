import type { OrderId, QueueKey } from '@paifan/shared/ids/ids';
import { takeEvent } from '@paifan/shared/replay/events';
import type { History, HistoryEvent } from '@paifan/shared/replay/schema';
import { openShop, type Shop, type ShopOrder } from '@paifan/shared/replay/shop';
import type { OrderRow, QueueTask } from '@paifan/shared/rebate/settle/facts';

/*
 * A history's counter: it places, pays and completes orders as the rules in memory do, and hands on what is then to be
 * settled. What comes of it in the database is settled by the database's own worker.
 */

/** A task as it came to its queue. */
export interface LoggedTask {
  readonly queue: QueueKey;
  readonly task: QueueTask;
  /** With a `paid` task: the order as it was then, with the lines of all queues. Null when it was written before. */
  readonly order: OrderRow | null;
  /** Was everything paused at that time? A queue that begins then is born paused. */
  readonly allPaused: boolean;
}

/** An event of the history, and what it gave to settle. */
export interface PlayedEvent {
  readonly index: number;
  readonly event: HistoryEvent;
  readonly tasks: readonly LoggedTask[];
  /** Did the shop in memory take it? */
  readonly taken: boolean;
}

function wholeOrder({ parts }: ShopOrder): OrderRow {
  const [first] = parts;
  if (first === undefined) throw new Error('an order has lines');
  const lines = parts.flatMap(({ row }) => row.lines);
  return { ...first.row, lines: lines.map((line) => ({ ...line, rewards: [] })) };
}

/** Plays a history event by event. */
export function* playEvents(history: History): Generator<PlayedEvent> {
  let tasks: LoggedTask[] = [];
  const orderOf = (id: OrderId): OrderRow | null => {
    const order = shop.orders.get(id);
    return order === undefined ? null : wholeOrder(order);
  };
  const shop: Shop = openShop(history, (queue, task) => {
    const order = task.type === 'paid' ? orderOf(task.order) : null;
    tasks.push({ queue, task, order, allPaused: shop.allPaused });
  });
  for (const [index, event] of history.events.entries()) {
    tasks = [];
    const taken = takeEvent(shop, event, String(index));
    yield { index, event, tasks, taken };
  }
}
