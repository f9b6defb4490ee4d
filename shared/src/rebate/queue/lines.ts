import { queueKey, type ProductId, type QueueKey, type StoreId } from '../../ids/ids';
import type { OrderKind } from '../../orders/states';

/** What of the settings chooses the queue. */
export interface SharingSettings {
  readonly scheme: 'perOrder' | 'union';
  readonly mallSharesQueue: boolean;
  readonly storesShareQueue: boolean;
  readonly cashiersShareQueue: boolean;
}

interface QueueChoice {
  readonly shared: keyof SharingSettings & `${string}Queue`;
  readonly sharedKey: string;
  /** The key of an own queue. */
  readonly own: 'product' | 'store' | 'cashier';
}

/** SPEC section 4: one queue for all, if the setting is on; else one for each product, store or cashier. */
export const QUEUES: Readonly<Record<OrderKind, QueueChoice>> = {
  mall: { shared: 'mallSharesQueue', sharedKey: 'mall', own: 'product' },
  store: { shared: 'storesShareQueue', sharedKey: 'stores', own: 'store' },
  cashier: { shared: 'cashiersShareQueue', sharedKey: 'cashiers', own: 'cashier' },
};

/** With the union scheme every line goes to this queue, which is paid by the daily payout alone. SPEC section 8. */
export const UNION_QUEUE = queueKey('union');

/** Do orders of this kind stand in one line with those of other products or stores? */
export const sharesQueue = (kind: OrderKind, settings: SharingSettings): boolean =>
  settings.scheme === 'union' || settings[QUEUES[kind].shared];

/**
 * The queue of a line.
 * @throws Error when the line has no product or store to name its own queue.
 */
export function queueOf(
  kind: OrderKind,
  product: ProductId | null,
  store: StoreId | null,
  settings: SharingSettings,
): QueueKey {
  if (settings.scheme === 'union') return UNION_QUEUE;
  const { shared, sharedKey, own } = QUEUES[kind];
  if (settings[shared]) return queueKey(sharedKey);
  const owner = own === 'product' ? product : store;
  if (owner === null)
    throw new Error(`a ${kind} order's line needs a ${own === 'product' ? 'product' : 'store'}`);
  return queueKey(`${own}:${owner}`);
}

/**
 * The queue to which an order that would have gone to a queue goes by these settings: another one since sharing was switched.
 * null where there is none: a queue of all that is shared no more has many, and the schemes never mix. SPEC section 4.
 */
export function successorOf(queue: QueueKey, settings: SharingSettings): QueueKey | null {
  if (settings.scheme === 'union' || queue === UNION_QUEUE) return queue === UNION_QUEUE ? queue : null;
  const [name, owner] = queue.split(':');
  for (const { shared, sharedKey, own } of Object.values(QUEUES)) {
    if (name === own && owner !== undefined) return settings[shared] ? queueKey(sharedKey) : queue;
    if (name === sharedKey) return settings[shared] ? queue : null;
  }
  return null;
}
