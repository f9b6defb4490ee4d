/** The balances that two operators can put right. Frozen money and love follow their own rules alone. */
export const ADJUSTABLE = ['cash', 'points', 'love', 'voucher'] as const;
export type Adjustable = (typeof ADJUSTABLE)[number];

export const ADJUSTMENT_STATES = ['requested', 'approved', 'rejected'] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];
