import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  NonAttribute,
  Sequelize,
} from 'sequelize';
import { DELIVERY_WAYS, type DeliveryAddress, type DeliveryWay } from '@paifan/shared/checkout/delivery';
import type {
  MemberCouponId,
  MemberId,
  MerchantId,
  OrderId,
  ProductId,
  QueueKey,
  SkuId,
  StoreId,
} from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { Ratio } from '@paifan/shared/money/ratio';
import { ORDER_KINDS, ORDER_STATES, type OrderKind, type OrderState } from '@paifan/shared/orders/states';
import type { JoinRefusal } from '@paifan/shared/rebate/join/gates';
import type { UplineMember } from '@paifan/shared/rebate/settle/facts';
import type { PlacingExplanation } from '@paifan/shared/rebate/settle/place';
import type { LineTerms } from '@paifan/shared/rebate/settle/terms';
import {
  count,
  countFromZero,
  fen,
  fenFromZero,
  generatedId,
  hash,
  id,
  idOrNull,
  json,
  jsonOrNull,
  key,
  oneOf,
  ratio,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';
import type { PaymentRow } from './payments';

export interface OrderRow extends Model<InferAttributes<OrderRow>, InferCreationAttributes<OrderRow>> {
  id: CreationOptional<OrderId>;
  /** Also the out_trade_no at WeChat Pay. */
  no: string;
  memberId: MemberId;
  kind: OrderKind;
  storeId: CreationOptional<StoreId | null>;
  state: OrderState;
  totalFen: Fen;
  /** Hundredths. */
  pointsUsed: CreationOptional<Fen>;
  loveUsed: CreationOptional<Fen>;
  /** What those two took off. */
  deductedFen: CreationOptional<Fen>;
  /** Hundredths; each is worth a fen. */
  voucherUsed: CreationOptional<Fen>;
  /** Of `totalFen`, from the cash balance; the rest is paid with WeChat. */
  cashFen: CreationOptional<Fen>;
  /** Part of `totalFen`, and of no line. */
  freightFen: CreationOptional<Fen>;
  /** Taken off all lines. */
  discountFen: CreationOptional<Fen>;
  /** That it was placed with. */
  memberCouponId: CreationOptional<MemberCouponId | null>;
  delivery: CreationOptional<DeliveryWay>;
  /** Where it goes, as the buyer's address was then. */
  address: CreationOptional<DeliveryAddress | null>;
  /** Of the buyer. */
  note: CreationOptional<string>;
  /** Shown at the store's desk; checked once. */
  pickupCode: CreationOptional<string | null>;
  /** The version of the settings that all rules of this order follow. */
  settingsVersionId: string;
  /** The store's, when the order was placed. */
  commissionRatio: Ratio;
  recruiterId: CreationOptional<MemberId | null>;
  /** Written with the settlement task of the payment, not by the use case. */
  upline: CreationOptional<readonly UplineMember[] | null>;
  idempotencyKey: string;
  requestHash: Buffer;
  placedAt: Date;
  expiresAt: Date;
  paidAt: CreationOptional<Date | null>;
  /** The last piece was sent. */
  shippedAt: CreationOptional<Date | null>;
  completedAt: CreationOptional<Date | null>;
  closedAt: CreationOptional<Date | null>;
  lines?: NonAttribute<OrderLineRow[]>;
  payment?: NonAttribute<PaymentRow | null>;
}

export const defineOrders = (sequelize: Sequelize): ModelStatic<OrderRow> =>
  sequelize.define<OrderRow>('orders', {
    id: generatedId,
    no: text(32),
    memberId: id,
    kind: oneOf(...ORDER_KINDS),
    storeId: idOrNull,
    state: oneOf(...ORDER_STATES),
    totalFen: fen,
    pointsUsed: fenFromZero,
    loveUsed: fenFromZero,
    deductedFen: fenFromZero,
    voucherUsed: fenFromZero,
    cashFen: fenFromZero,
    freightFen: fenFromZero,
    discountFen: fenFromZero,
    memberCouponId: idOrNull,
    delivery: { ...oneOf(...DELIVERY_WAYS), defaultValue: 'none' },
    address: jsonOrNull,
    note: { ...text(200), defaultValue: '' },
    pickupCode: textOrNull(8),
    settingsVersionId: id,
    commissionRatio: ratio,
    recruiterId: idOrNull,
    upline: jsonOrNull,
    idempotencyKey: text(64),
    requestHash: hash,
    placedAt: time,
    expiresAt: time,
    paidAt: timeOrNull,
    shippedAt: timeOrNull,
    completedAt: timeOrNull,
    closedAt: timeOrNull,
  });

export interface OrderLineRow extends Model<
  InferAttributes<OrderLineRow>,
  InferCreationAttributes<OrderLineRow>
> {
  orderId: OrderId;
  /** From 0. */
  lineNo: number;
  productId: CreationOptional<ProductId | null>;
  /** null: an amount at a cashier. */
  skuId: CreationOptional<SkuId | null>;
  /** Its choices; empty: the product's only SKU, or none. */
  skuName: CreationOptional<string>;
  /** Whose product or cashier it was; null: the shop's own. */
  merchantId: CreationOptional<MerchantId | null>;
  title: string;
  picture: CreationOptional<string | null>;
  unitPriceFen: Fen;
  quantity: number;
  /** Taken off unit price × quantity. */
  discountFen: CreationOptional<Fen>;
  /** Money: what is left when discounts, deductions and the voucher are taken off. */
  paidFen: Fen;
  /** Hundredths. */
  pointsUsed: CreationOptional<Fen>;
  loveUsed: CreationOptional<Fen>;
  /** What those two took off. */
  deductedFen: CreationOptional<Fen>;
  /** Hundredths; each is worth a fen. */
  voucherUsed: CreationOptional<Fen>;
  /** Of the whole line. */
  costFen: CreationOptional<Fen>;
  /** Of `paidFen`. */
  refundedFen: CreationOptional<Fen>;
  /** Hundredths, for the purchase, less what refunds took back. */
  pointsGiven: CreationOptional<Fen>;
  /** Pieces that are not sent any more. */
  withdrawn: CreationOptional<number>;
  /** `terms.queue`, for SQL. */
  queueKey: QueueKey;
  terms: LineTerms;
  explanation: PlacingExplanation;
  /** Settlement's own. */
  refundSettledFen: CreationOptional<Fen>;
  contributedFen: CreationOptional<Fen>;
  noEntryReason: CreationOptional<JoinRefusal | null>;
}

export const defineOrderLines = (sequelize: Sequelize): ModelStatic<OrderLineRow> =>
  sequelize.define<OrderLineRow>('order_lines', {
    orderId: key(id),
    lineNo: key(count),
    productId: idOrNull,
    skuId: idOrNull,
    skuName: { ...text(120), defaultValue: '' },
    merchantId: idOrNull,
    title: text(120),
    picture: textOrNull(255),
    unitPriceFen: fen,
    quantity: count,
    discountFen: fenFromZero,
    paidFen: fen,
    pointsUsed: fenFromZero,
    loveUsed: fenFromZero,
    deductedFen: fenFromZero,
    voucherUsed: fenFromZero,
    costFen: fenFromZero,
    refundedFen: fenFromZero,
    pointsGiven: fenFromZero,
    withdrawn: countFromZero,
    queueKey: text(64),
    terms: json,
    explanation: json,
    refundSettledFen: fenFromZero,
    contributedFen: fenFromZero,
    noEntryReason: textOrNull(32),
  });
