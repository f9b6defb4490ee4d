/** `mall` and `store` orders have lines of products; a `cashier` order has one line and no product. SPEC section 3. */
export const ORDER_KINDS = ['mall', 'store', 'cashier'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

export const ORDER_STATES = ['placed', 'paid', 'shipped', 'completed', 'closed', 'refunded'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** What can happen to an order. `refundInFull`: after a refund, every line has been refunded in full. */
export type OrderEvent = 'pay' | 'ship' | 'complete' | 'close' | 'refundInFull';

/** SPEC section 3: the state that follows, for every state and every event that it allows. */
export const TRANSITIONS: Readonly<Record<OrderState, Readonly<Partial<Record<OrderEvent, OrderState>>>>> = {
  placed: { pay: 'paid', close: 'closed' },
  paid: { ship: 'shipped', complete: 'completed', refundInFull: 'refunded' },
  shipped: { complete: 'completed', refundInFull: 'refunded' },
  completed: { refundInFull: 'refunded' },
  closed: {},
  refunded: {},
};

/** The state after the event, or null when the state does not allow it. */
export const nextState = (state: OrderState, event: OrderEvent): OrderState | null =>
  TRANSITIONS[state][event] ?? null;

/** May part of the order be refunded? As long as money is there that was paid and not returned. */
export const isRefundable = (state: OrderState): boolean =>
  state === 'paid' || state === 'shipped' || state === 'completed';
