import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { OrderId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import {
  count,
  countFromZero,
  fen,
  fenFromZero,
  generatedId,
  id,
  idOrNull,
  key,
  oneOf,
  oneOfOrNull,
  text,
  textOrNull,
  time,
  timeOrNull,
  trueOrNull,
} from './attributes';

const PAYMENT_STATES = ['open', 'paid', 'closed', 'late'] as const;
/** `late`: paid after the order was closed; it is refunded. */
export type PaymentState = (typeof PAYMENT_STATES)[number];

export interface PaymentRow extends Model<InferAttributes<PaymentRow>, InferCreationAttributes<PaymentRow>> {
  id: CreationOptional<string>;
  orderId: OrderId;
  outTradeNo: string;
  amountFen: Fen;
  state: PaymentState;
  prepayId: CreationOptional<string | null>;
  prepayExpiresAt: CreationOptional<Date | null>;
  transactionId: CreationOptional<string | null>;
  foundBy: CreationOptional<'notification' | 'query' | null>;
  paidAt: CreationOptional<Date | null>;
  /** When WeChat is asked next, for a lost notification. */
  nextQueryAt: CreationOptional<Date | null>;
  queries: CreationOptional<number>;
  createdAt: Date;
}

export const definePayments = (sequelize: Sequelize): ModelStatic<PaymentRow> =>
  sequelize.define<PaymentRow>('payments', {
    id: generatedId,
    orderId: id,
    outTradeNo: text(32),
    amountFen: fen,
    state: oneOf(...PAYMENT_STATES),
    prepayId: textOrNull(64),
    prepayExpiresAt: timeOrNull,
    transactionId: textOrNull(40),
    foundBy: oneOfOrNull('notification', 'query'),
    paidAt: timeOrNull,
    nextQueryAt: timeOrNull,
    queries: countFromZero,
    createdAt: time,
  });

const REFUND_STATES = ['wanted', 'processing', 'success', 'abnormal', 'closed'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

/** Why money goes back: the order was closed when it came, the buyer gave something back, or nothing had to be sent. */
const REFUND_REASONS = ['latePayment', 'afterSale', 'freight'] as const;
export type RefundReason = (typeof REFUND_REASONS)[number];

export interface RefundRow extends Model<InferAttributes<RefundRow>, InferCreationAttributes<RefundRow>> {
  id: CreationOptional<string>;
  orderId: OrderId;
  /** null: nothing of it goes back by WeChat. */
  paymentId: CreationOptional<string | null>;
  outRefundNo: string;
  /** What goes back by WeChat. */
  amountFen: Fen;
  /** What goes back to the cash balance. */
  cashFen: CreationOptional<Fen>;
  /** Hundredths. */
  pointsBack: CreationOptional<Fen>;
  loveBack: CreationOptional<Fen>;
  /** What those two are worth. */
  deductedFen: CreationOptional<Fen>;
  /** Hundredths; each is worth a fen. */
  voucherBack: CreationOptional<Fen>;
  reason: RefundReason;
  /** Of a refund with the reason `afterSale`. */
  afterSaleId: CreationOptional<string | null>;
  state: RefundState;
  attempts: CreationOptional<number>;
  nextTryAt: CreationOptional<Date | null>;
  /** When WeChat was asked for it last. */
  askedAt: CreationOptional<Date | null>;
  /** The code of WeChat's last refusal. */
  error: CreationOptional<string | null>;
  /** WeChat failed it, or the one that it is in place of, and the money is not back yet. */
  stuck: CreationOptional<true | null>;
  createdAt: Date;
  finishedAt: CreationOptional<Date | null>;
}

export const defineRefunds = (sequelize: Sequelize): ModelStatic<RefundRow> =>
  sequelize.define<RefundRow>('refunds', {
    id: generatedId,
    orderId: id,
    paymentId: idOrNull,
    outRefundNo: text(64),
    amountFen: fen,
    cashFen: fenFromZero,
    pointsBack: fenFromZero,
    loveBack: fenFromZero,
    deductedFen: fenFromZero,
    voucherBack: fenFromZero,
    reason: oneOf(...REFUND_REASONS),
    afterSaleId: idOrNull,
    state: oneOf(...REFUND_STATES),
    attempts: countFromZero,
    nextTryAt: timeOrNull,
    askedAt: timeOrNull,
    error: textOrNull(64),
    stuck: trueOrNull,
    createdAt: time,
    finishedAt: timeOrNull,
  });

/** One row for each thing that WeChat told us, however often. */
export interface NotificationRow extends Model<
  InferAttributes<NotificationRow>,
  InferCreationAttributes<NotificationRow>
> {
  kind: string;
  reference: string;
  times: CreationOptional<number>;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

export const defineNotifications = (sequelize: Sequelize): ModelStatic<NotificationRow> =>
  sequelize.define<NotificationRow>('notifications', {
    kind: key(text(32)),
    reference: key(text(64)),
    times: { ...count, defaultValue: 1 },
    firstSeenAt: time,
    lastSeenAt: time,
  });
