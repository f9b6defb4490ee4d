/** Where a gift order stands. What was paid for it goes back with `cancelled`, in the same step. */
export const GIFT_ORDER_STATES = ['placed', 'shipped', 'completed', 'cancelled'] as const;
export type GiftOrderState = (typeof GIFT_ORDER_STATES)[number];

export type GiftOrderEvent = 'ship' | 'confirm' | 'cancel';

/** The state that follows, for every state and every event that it allows. */
export const GIFT_ORDER_TRANSITIONS: Readonly<
  Record<GiftOrderState, Readonly<Partial<Record<GiftOrderEvent, GiftOrderState>>>>
> = {
  placed: { ship: 'shipped', cancel: 'cancelled' },
  shipped: { confirm: 'completed' },
  completed: {},
  cancelled: {},
};

/** The state after the event, or null when the state does not allow it. */
export const nextGiftOrderState = (state: GiftOrderState, event: GiftOrderEvent): GiftOrderState | null =>
  GIFT_ORDER_TRANSITIONS[state][event] ?? null;
