/** A dividend is prepared by one operator, and paid or rejected by another. */
export const DIVIDEND_STATES = ['requested', 'paid', 'rejected'] as const;
export type DividendState = (typeof DIVIDEND_STATES)[number];
