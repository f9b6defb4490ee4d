import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { MemberId, MerchantId, OrderId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import {
  AFTER_SALE_KINDS,
  AFTER_SALE_REASONS,
  AFTER_SALE_STATES,
  type AfterSaleKind,
  type AfterSaleReason,
  type AfterSaleState,
} from '@paifan/shared/orders/afterSale';
import { PARCEL_KINDS, type Carrier, type ParcelKind } from '@paifan/shared/orders/carriers';
import {
  count,
  countFromZero,
  fen,
  generatedId,
  hash,
  id,
  idOrNull,
  json,
  key,
  oneOf,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';

/** A parcel of an order; what is in it stands in parcel_lines. */
export interface ParcelRow extends Model<InferAttributes<ParcelRow>, InferCreationAttributes<ParcelRow>> {
  id: CreationOptional<string>;
  orderId: OrderId;
  kind: ParcelKind;
  carrier: Carrier | null;
  number: string | null;
  shippedBy: string;
  shippedAt: Date;
}

export const defineParcels = (sequelize: Sequelize): ModelStatic<ParcelRow> =>
  sequelize.define<ParcelRow>('parcels', {
    id: generatedId,
    orderId: id,
    kind: oneOf(...PARCEL_KINDS),
    carrier: textOrNull(16),
    number: textOrNull(40),
    shippedBy: text(64),
    shippedAt: time,
  });

/** That WeChat is to be told that an order was sent. */
export interface ShippingUploadRow extends Model<
  InferAttributes<ShippingUploadRow>,
  InferCreationAttributes<ShippingUploadRow>
> {
  orderId: OrderId;
  kind: ParcelKind;
  state: 'wanted' | 'done' | 'refused';
  attempts: CreationOptional<number>;
  nextTryAt: Date | null;
  error: CreationOptional<string | null>;
  createdAt: Date;
  finishedAt: CreationOptional<Date | null>;
}

export const defineShippingUploads = (sequelize: Sequelize): ModelStatic<ShippingUploadRow> =>
  sequelize.define<ShippingUploadRow>('shipping_uploads', {
    orderId: key(id),
    kind: oneOf(...PARCEL_KINDS),
    state: oneOf('wanted', 'done', 'refused'),
    attempts: countFromZero,
    nextTryAt: timeOrNull,
    error: textOrNull(500),
    createdAt: time,
    finishedAt: timeOrNull,
  });

/** A member's request for money back, with or without giving goods back. */
export interface AfterSaleRow extends Model<
  InferAttributes<AfterSaleRow>,
  InferCreationAttributes<AfterSaleRow>
> {
  id: CreationOptional<string>;
  no: string;
  orderId: OrderId;
  lineNo: number;
  /** As of the line; null: the shop's own. */
  merchantId: MerchantId | null;
  memberId: MemberId;
  kind: AfterSaleKind;
  state: AfterSaleState;
  /** Pieces that come back, or that need not be sent any more. */
  quantity: number;
  amountFen: Fen;
  reason: AfterSaleReason;
  text: string;
  /** Paths. */
  pictures: readonly string[];
  /** Of the shop: where to send the goods, or why it is rejected. */
  answer: CreationOptional<string | null>;
  returnCarrier: CreationOptional<Carrier | null>;
  returnNumber: CreationOptional<string | null>;
  idempotencyKey: string;
  requestHash: Buffer;
  requestedAt: Date;
  endedAt: CreationOptional<Date | null>;
}

export const defineAfterSales = (sequelize: Sequelize): ModelStatic<AfterSaleRow> =>
  sequelize.define<AfterSaleRow>('after_sales', {
    id: generatedId,
    no: text(40),
    orderId: id,
    lineNo: count,
    merchantId: idOrNull,
    memberId: id,
    kind: oneOf(...AFTER_SALE_KINDS),
    state: oneOf(...AFTER_SALE_STATES),
    quantity: count,
    amountFen: fen,
    reason: oneOf(...Object.keys(AFTER_SALE_REASONS)),
    text: text(500),
    pictures: json,
    answer: textOrNull(200),
    returnCarrier: textOrNull(16),
    returnNumber: textOrNull(40),
    idempotencyKey: text(64),
    requestHash: hash,
    requestedAt: time,
    endedAt: timeOrNull,
  });
