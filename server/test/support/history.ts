import type { OrderId, QueueKey } from '@paifan/shared/ids/ids';
import { takeEvent } from '@paifan/shared/replay/events';
import { readHistory } from '@paifan/shared/replay/read';
import { resultOf, type ReplayResult } from '@paifan/shared/replay/result';
import type { History } from '@paifan/shared/replay/schema';
import { openShop, type Shop, type ShopOrder } from '@paifan/shared/replay/shop';
import type { OrderRow, QueueTask } from '@paifan/shared/rebate/settle/facts';

/*
 * A history is played in memory first: that gives the orders with their terms, the tasks in their order, and what must come
 * of them. Then the same orders and tasks go through the database.
 */

/** A task as it came to its queue. */
export interface LoggedTask {
  readonly queue: QueueKey;
  readonly task: QueueTask;
  /** With a `paid` task: the order as it was then, with all its lines. */
  readonly order: OrderRow | null;
  /** Was everything paused at that time? A queue that begins then is born paused. */
  readonly allPaused: boolean;
}

export interface PlayedHistory {
  readonly history: History;
  /** The tasks by event: everything that an event caused is written before the next one. */
  readonly events: readonly { readonly at: number; readonly tasks: readonly LoggedTask[] }[];
  readonly expected: ReplayResult;
}

const ID_FIELDS = ['id', 'inviter', 'recruiter', 'member', 'store', 'product', 'order'];

/**
 * Gives members, stores, products and orders whole numbers as ids, as the database does; names of entries and queues follow.
 */
export function withNumericIds(json: unknown): unknown {
  const numbers = new Map<string, string>();
  const idOf = (name: string): string => {
    const number = numbers.get(name) ?? String(numbers.size + 1);
    numbers.set(name, number);
    return number;
  };
  const named = (text: string, separator: string): string => {
    const [head = '', tail] = text.split(separator);
    if (separator === '/') return tail === undefined ? text : `${idOf(head)}/${tail}`;
    return tail === undefined ? text : `${head}:${idOf(tail)}`;
  };
  const visit = (value: unknown, field: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, field));
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, visit(part, key)]));
    }
    if (typeof value !== 'string') return value;
    if (field === 'entry') return named(value, '/');
    if (field === 'queue') return named(value, ':');
    return ID_FIELDS.includes(field) ? idOf(value) : value;
  };
  return visit(json, '');
}

function wholeOrder({ parts }: ShopOrder): OrderRow {
  const [first] = parts;
  if (first === undefined) throw new Error('an order has lines');
  return structuredClone({ ...first.row, lines: parts.flatMap(({ row }) => row.lines) });
}

/** Plays a history in memory and keeps every task. */
export function playInMemory(json: unknown): PlayedHistory {
  const history = readHistory(withNumericIds(json));
  let tasks: LoggedTask[] = [];
  const orderOf = (id: OrderId): OrderRow | null => {
    const order = shop.orders.get(id);
    return order === undefined ? null : wholeOrder(order);
  };
  const shop: Shop = openShop(history, (queue, task) => {
    const order = task.type === 'paid' ? orderOf(task.order) : null;
    tasks.push({ queue, task, order, allPaused: shop.allPaused });
  });
  const events = history.events.map((event, index) => {
    tasks = [];
    takeEvent(shop, event, String(index));
    return { at: event.at, tasks };
  });
  return { history, events, expected: resultOf(shop, []) };
}
