import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { GiftId, GiftOrderId, MemberId, OperatorId } from '@paifan/shared/ids/ids';
import { GIFT_ORDER_STATES, type GiftOrderState } from '@paifan/shared/members/giftStates';
import type { Fen } from '@paifan/shared/money/fen';
import type { Carrier } from '@paifan/shared/orders/carriers';
import {
  count,
  countFromZero,
  countOrNull,
  fen,
  flag,
  generatedId,
  hash,
  id,
  idOrNull,
  json,
  oneOf,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';
import { TRANSFERABLE, type Transferable } from './wallet';

/** What points, love or a voucher are redeemed for. */
export interface GiftRow extends Model<InferAttributes<GiftRow>, InferCreationAttributes<GiftRow>> {
  id: CreationOptional<GiftId>;
  title: string;
  summary: string;
  picture: string;
  /** What it is redeemed with. */
  balance: Transferable;
  /** Hundredths. */
  price: Fen;
  stock: number;
  redeemed: CreationOptional<number>;
  /** Pieces; null: no limit. */
  maxPerMember: CreationOptional<number | null>;
  onSale: boolean;
  /** Who added it; null: the shop itself. */
  operatorId: CreationOptional<OperatorId | null>;
  idempotencyKey: string;
  requestHash: Buffer;
  createdAt: Date;
}

export const defineGifts = (sequelize: Sequelize): ModelStatic<GiftRow> =>
  sequelize.define<GiftRow>('gifts', {
    id: generatedId,
    title: text(120),
    summary: text(255),
    picture: text(255),
    balance: oneOf(...TRANSFERABLE),
    price: fen,
    stock: count,
    redeemed: countFromZero,
    maxPerMember: countOrNull,
    onSale: flag,
    operatorId: idOrNull,
    idempotencyKey: text(64),
    requestHash: hash,
    createdAt: time,
  });

/** Where a gift is sent, as it was given with the order. */
export interface GiftAddress {
  readonly name: string;
  readonly phone: string;
  readonly region: string;
  readonly detail: string;
}

/** A gift that was redeemed. */
export interface GiftOrderRow extends Model<
  InferAttributes<GiftOrderRow>,
  InferCreationAttributes<GiftOrderRow>
> {
  id: CreationOptional<GiftOrderId>;
  no: string;
  giftId: GiftId;
  memberId: MemberId;
  state: GiftOrderState;
  title: string;
  picture: string;
  quantity: number;
  balance: Transferable;
  /** Hundredths, in all. */
  amount: Fen;
  address: GiftAddress;
  carrier: CreationOptional<Carrier | null>;
  number: CreationOptional<string | null>;
  /** Why the shop cancelled it. */
  reason: CreationOptional<string | null>;
  idempotencyKey: string;
  requestHash: Buffer;
  placedAt: Date;
  shippedAt: CreationOptional<Date | null>;
  endedAt: CreationOptional<Date | null>;
}

export const defineGiftOrders = (sequelize: Sequelize): ModelStatic<GiftOrderRow> =>
  sequelize.define<GiftOrderRow>('gift_orders', {
    id: generatedId,
    no: text(32),
    giftId: id,
    memberId: id,
    state: oneOf(...GIFT_ORDER_STATES),
    title: text(120),
    picture: text(255),
    quantity: count,
    balance: oneOf(...TRANSFERABLE),
    amount: fen,
    address: json,
    carrier: textOrNull(16),
    number: textOrNull(40),
    reason: textOrNull(200),
    idempotencyKey: text(64),
    requestHash: hash,
    placedAt: time,
    shippedAt: timeOrNull,
    endedAt: timeOrNull,
  });
