import {
  entryId,
  memberId,
  orderId,
  productId,
  queueKey,
  storeId,
  type EntryId,
  type QueueKey,
} from '@paifan/shared/ids/ids';
import type { History, HistoryEvent } from '@paifan/shared/replay/schema';

/** A history whose ids are whole numbers, as the database's are, and the way back to its own names. */
export interface NumberedHistory {
  readonly history: History;
  /** The name that a number stands for. */
  readonly nameOf: (number: string) => string;
  readonly entryNameOf: (entry: string) => string;
  readonly queueNameOf: (queue: string) => string;
}

/** Queues that have one name for the whole shop. SPEC section 4. */
const SHARED = new Set(['mall', 'stores', 'cashiers', 'union']);

/** Cuts a text at a separator; the separator goes. */
function cut(text: string, at: number): [string, string] {
  return [text.slice(0, at), text.slice(at + 1)];
}

/** Numbers members, stores, products and orders; the names of entries and queues, which hold them, follow. */
export function numbered(history: History): NumberedHistory {
  const numbers = new Map<string, string>();
  const names: string[] = [''];
  const numberOf = (name: string): string => {
    const known = numbers.get(name);
    if (known !== undefined) return known;
    const number = String(names.push(name) - 1);
    numbers.set(name, number);
    return number;
  };
  const nameOf = (number: string): string => {
    const name = names[Number(number)];
    if (name === undefined) throw new Error(`nothing in the history has the number ${number}`);
    return name;
  };
  const inEntry = (entry: string, change: (order: string) => string): string => {
    const at = entry.lastIndexOf('/');
    if (at < 0) return change(entry);
    const [order, line] = cut(entry, at);
    return `${change(order)}/${line}`;
  };
  const inQueue = (queue: string, change: (owner: string) => string): string => {
    if (SHARED.has(queue)) return queue;
    const at = queue.indexOf(':');
    // A history may pause a queue of any name; it stays empty.
    if (at < 0) return change(queue);
    const [kind, owner] = cut(queue, at);
    return ['product', 'store', 'cashier'].includes(kind) ? `${kind}:${change(owner)}` : change(queue);
  };
  const entry = (id: EntryId): EntryId => entryId(inEntry(id, numberOf));
  const queue = (key: QueueKey | undefined): QueueKey | undefined =>
    key === undefined ? undefined : queueKey(inQueue(key, numberOf));

  const event = (given: HistoryEvent): HistoryEvent => {
    switch (given.type) {
      case 'order': {
        const order = { ...given, id: orderId(numberOf(given.id)), member: memberId(numberOf(given.member)) };
        if (order.kind === 'cashier') return { ...order, store: storeId(numberOf(order.store)) };
        const lines = order.lines.map((line) => ({ ...line, product: productId(numberOf(line.product)) }));
        return order.kind === 'mall'
          ? { ...order, lines }
          : { ...order, lines, store: storeId(numberOf(order.store)) };
      }
      case 'pay':
      case 'complete':
      case 'refund':
        return { ...given, order: orderId(numberOf(given.order)) };
      case 'draw':
      case 'exchange':
        return { ...given, entry: entry(given.entry) };
      case 'reset':
      case 'pause':
      case 'resume':
        return { ...given, queue: queue(given.queue) };
      case 'setLevel':
        return { ...given, member: memberId(numberOf(given.member)) };
      case 'unionPayout':
      case 'dividend':
        return given;
    }
  };

  return {
    history: {
      ...history,
      members: history.members.map((member) => ({
        ...member,
        id: memberId(numberOf(member.id)),
        inviter: member.inviter === null ? null : memberId(numberOf(member.inviter)),
      })),
      products: history.products.map((product) => ({ ...product, id: productId(numberOf(product.id)) })),
      stores: history.stores.map((store) => ({
        ...store,
        id: storeId(numberOf(store.id)),
        recruiter: store.recruiter === null ? null : memberId(numberOf(store.recruiter)),
      })),
      events: history.events.map(event),
    },
    nameOf,
    entryNameOf: (id) => inEntry(id, nameOf),
    queueNameOf: (key) => inQueue(key, nameOf),
  };
}
