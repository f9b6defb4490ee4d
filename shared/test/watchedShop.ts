import type { QueueKey } from '../src/ids/ids';
import { journalKey, type Journal } from '../src/ledger/journal';
import { postingsOf } from '../src/ledger/templates';
import type { QueueEvent } from '../src/rebate/settle/events';
import type { QueueTask } from '../src/rebate/settle/facts';
import { takeEvent } from '../src/replay/events';
import type { History, HistoryEvent } from '../src/replay/schema';
import { openShop, type Shop } from '../src/replay/shop';

/** Who looks on while a history is played: is told of each step at the moment in which it is taken. */
export interface Watcher {
  /** A task came to a queue, and is settled next. */
  readonly task?: (queue: QueueKey, task: QueueTask, shop: Shop) => void;
  /** Something happened; `queue` is null for what is no queue's (a reward whose time has come). */
  readonly happened?: (event: QueueEvent, queue: QueueKey | null, shop: Shop) => void;
  readonly booked?: (journal: Journal, shop: Shop) => void;
  /** Before an event of the history is taken. */
  readonly before?: (event: HistoryEvent, index: number, shop: Shop) => void;
  /** An event of the history is through. */
  readonly after?: (event: HistoryEvent, taken: boolean, shop: Shop) => void;
}

/** Plays a history in memory under the eyes of a watcher. */
export function playWatched(history: History, watcher: Watcher): Shop {
  let queue: QueueKey | null = null;
  const shop: Shop = openShop(history, (key, task) => {
    queue = key;
    watcher.task?.(key, task, shop);
  });
  const { books } = shop;
  books.happened = (event: QueueEvent) => watcher.happened?.(event, queue, shop);
  const book = books.book.bind(books);
  books.book = (event, cause, at, input) => {
    book(event, cause, at, input);
    const postings = postingsOf(event, input);
    watcher.booked?.({ key: journalKey(event, cause), event, at, postings }, shop);
  };
  history.events.forEach((event, index) => {
    queue = null;
    watcher.before?.(event, index, shop);
    const taken = takeEvent(shop, event, String(index));
    watcher.after?.(event, taken, shop);
  });
  return shop;
}
