/*
 * How a merchant is paid. A payout is asked for by one operator and approved by another; only then may it be paid.
 */

/** Where a merchant's payout stands. */
export const MERCHANT_PAYOUT_STATES = ['requested', 'approved', 'rejected', 'cancelled', 'paid'] as const;
export type MerchantPayoutState = (typeof MERCHANT_PAYOUT_STATES)[number];

/** What can happen to it. `cancel`: it was approved, and the transfer came to nothing. */
export type MerchantPayoutEvent = 'approve' | 'reject' | 'cancel' | 'pay';

type Transitions = Readonly<
  Record<MerchantPayoutState, Readonly<Partial<Record<MerchantPayoutEvent, MerchantPayoutState>>>>
>;

/** The state that follows, for every state and every event that it allows. */
export const MERCHANT_PAYOUT_TRANSITIONS: Transitions = {
  requested: { approve: 'approved', reject: 'rejected' },
  approved: { pay: 'paid', cancel: 'cancelled' },
  rejected: {},
  cancelled: {},
  paid: {},
};

/** The state after the event, or null when the state does not allow it. */
export const nextMerchantPayoutState = (
  state: MerchantPayoutState,
  event: MerchantPayoutEvent,
): MerchantPayoutState | null => MERCHANT_PAYOUT_TRANSITIONS[state][event] ?? null;

/** In these its statements wait for nobody else: what they come to is not paid, and not open either. */
export const OPEN_PAYOUT_STATES: readonly MerchantPayoutState[] = ['requested', 'approved'];

/** A way in which money goes to a merchant. */
interface PayoutMethodRow {
  readonly label: string;
  /** From where the money goes out, as the ledger calls it. */
  readonly from: 'bank' | 'wechat';
  /** Somebody makes the transfer and writes down its number. Otherwise the shop asks for it, to the merchant's own `sub_mchid`. */
  readonly byHand: boolean;
}

// prettier-ignore
/** The one table of methods. What is not by hand can be kept, and is not offered before something makes the transfer. */
export const PAYOUT_METHODS = {
  bank: { label: '银行转账', from: 'bank', byHand: true },
  wechat: { label: '微信转账', from: 'wechat', byHand: true },
  profitSharing: { label: '微信支付分账', from: 'wechat', byHand: false },
} as const satisfies Record<string, PayoutMethodRow>;

export type PayoutMethod = keyof typeof PAYOUT_METHODS;
export const PAYOUT_METHOD_NAMES = Object.keys(PAYOUT_METHODS) as [PayoutMethod, ...PayoutMethod[]];
