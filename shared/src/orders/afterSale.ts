import type { OrderState } from './states';

/** `refundOnly`: nothing comes back, for goods were not sent or stay with the buyer. */
export const AFTER_SALE_KINDS = ['refundOnly', 'returnRefund'] as const;
export type AfterSaleKind = (typeof AFTER_SALE_KINDS)[number];

export const AFTER_SALE_STATES = [
  'requested',
  'approved',
  'rejected',
  'cancelled',
  'returning',
  'received',
  'refunding',
  'refunded',
  'failed',
] as const;
export type AfterSaleState = (typeof AFTER_SALE_STATES)[number];

/**
 * What can happen to an after-sale request. `sendBack`: the buyer names the parcel (again, if the number was wrong). `fail`: WeChat
 * could not give the money back; it may `succeed` all the same when that is put right there, or be tried again.
 */
export type AfterSaleEvent =
  'approve' | 'reject' | 'cancel' | 'sendBack' | 'receive' | 'refund' | 'succeed' | 'fail' | 'retry';

type Transitions = Readonly<
  Record<AfterSaleState, Readonly<Partial<Record<AfterSaleEvent, AfterSaleState>>>>
>;

const ENDED = { rejected: {}, cancelled: {}, refunded: {} };
const PAYING_BACK = {
  refunding: { succeed: 'refunded', fail: 'failed' },
  failed: { retry: 'refunding', succeed: 'refunded' },
} as const;

/** The state that follows, for each kind, every state and every event that it allows. */
export const AFTER_SALE_TRANSITIONS: Readonly<Record<AfterSaleKind, Transitions>> = {
  refundOnly: {
    requested: { approve: 'approved', reject: 'rejected', cancel: 'cancelled' },
    approved: { refund: 'refunding' },
    returning: {},
    received: {},
    ...PAYING_BACK,
    ...ENDED,
  },
  returnRefund: {
    requested: { approve: 'approved', reject: 'rejected', cancel: 'cancelled' },
    approved: { sendBack: 'returning', cancel: 'cancelled', reject: 'rejected' },
    returning: { sendBack: 'returning', receive: 'received', reject: 'rejected' },
    received: { refund: 'refunding' },
    ...PAYING_BACK,
    ...ENDED,
  },
};

/** The state after the event, or null when kind and state do not allow it. */
export const nextAfterSaleState = (
  kind: AfterSaleKind,
  state: AfterSaleState,
  event: AfterSaleEvent,
): AfterSaleState | null => AFTER_SALE_TRANSITIONS[kind][state][event] ?? null;

/** Those that still hold money and pieces of their line: nobody else can ask for the same. */
export const OPEN_AFTER_SALE_STATES = AFTER_SALE_STATES.filter(
  (state) => Object.keys(AFTER_SALE_TRANSITIONS.returnRefund[state]).length > 0,
);

/** How far a refund is with WeChat Pay. `abnormal`: only its own pages can put it right. */
export const REFUND_STATES = ['wanted', 'processing', 'success', 'abnormal', 'closed'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** Why a buyer asks. */
export const AFTER_SALE_REASONS = {
  notWanted: '不想要了',
  damaged: '商品破损',
  wrongGoods: '发错或少发',
  notAsDescribed: '与描述不符',
  notReceived: '未收到货',
  other: '其他',
} as const;
export type AfterSaleReason = keyof typeof AFTER_SALE_REASONS;

/** A line of an order, as after-sale sees it. */
export interface LinePieces {
  readonly quantity: number;
  readonly shipped: number;
  /** Pieces that are not sent any more. */
  readonly withdrawn: number;
  /** Pieces that an open request wants not to be sent. */
  readonly heldBack: number;
  /** Pieces that come back, or came. */
  readonly claimed: number;
}

/** How many pieces a request may name: those that the buyer has, or those that are still to be sent. */
export function requestablePieces(kind: AfterSaleKind, order: OrderState, line: LinePieces): number {
  const due = line.quantity - line.withdrawn;
  const delivered = order === 'completed' ? due : line.shipped;
  return kind === 'returnRefund' ? delivered - line.claimed : due - delivered - line.heldBack;
}

/** How many pieces can be put into a parcel. */
export const piecesToSend = ({ quantity, withdrawn, shipped, heldBack }: LinePieces): number =>
  quantity - withdrawn - shipped - heldBack;
