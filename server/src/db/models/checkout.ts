import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  NonAttribute,
  Sequelize,
} from 'sequelize';
import type { CouponScope, Discount } from '@paifan/shared/checkout/discount';
import {
  CHARGED_BY,
  type ChargedBy,
  type FreightGroup,
  type FreightRate,
} from '@paifan/shared/checkout/freight';
import type {
  AddressId,
  CouponId,
  FreightTemplateId,
  MemberCouponId,
  MemberId,
  OrderId,
} from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import {
  count,
  countFromZero,
  countOrNull,
  fen,
  fenFromZero,
  flag,
  generatedId,
  hash,
  id,
  idOrNull,
  json,
  jsonOrNull,
  oneOf,
  text,
  time,
  timeOrNull,
} from './attributes';

/** Where a member gets things sent to. */
export interface AddressRow extends Model<InferAttributes<AddressRow>, InferCreationAttributes<AddressRow>> {
  id: CreationOptional<AddressId>;
  memberId: MemberId;
  name: string;
  phone: string;
  /** GB/T 2260, six digits, of the district. */
  regionCode: string;
  province: string;
  city: string;
  district: string;
  detail: string;
  /** One a member, if there is any address. */
  isDefault: boolean;
  idempotencyKey: string;
  requestHash: Buffer;
  createdAt: Date;
}

export const defineAddresses = (sequelize: Sequelize): ModelStatic<AddressRow> =>
  sequelize.define<AddressRow>('addresses', {
    id: generatedId,
    memberId: id,
    name: text(32),
    phone: text(20),
    regionCode: text(6),
    province: text(32),
    city: text(32),
    district: text(32),
    detail: text(120),
    isDefault: flag,
    idempotencyKey: text(64),
    requestHash: hash,
    createdAt: time,
  });

export interface FreightTemplateRow extends Model<
  InferAttributes<FreightTemplateRow>,
  InferCreationAttributes<FreightTemplateRow>
> {
  id: CreationOptional<FreightTemplateId>;
  name: string;
  chargeBy: ChargedBy;
  regions: readonly FreightGroup[];
  elsewhere: FreightRate | null;
  freeFromFen: Fen | null;
  freeFromPieces: number | null;
  createdAt: Date;
}

export const defineFreightTemplates = (sequelize: Sequelize): ModelStatic<FreightTemplateRow> =>
  sequelize.define<FreightTemplateRow>('freight_templates', {
    id: generatedId,
    name: text(32),
    chargeBy: oneOf(...CHARGED_BY),
    regions: json,
    elsewhere: jsonOrNull,
    freeFromFen: { ...fen, allowNull: true },
    freeFromPieces: countOrNull,
    createdAt: time,
  });

/** A coupon as a rule. */
export interface CouponRow extends Model<InferAttributes<CouponRow>, InferCreationAttributes<CouponRow>> {
  id: CreationOptional<CouponId>;
  name: string;
  discount: Discount;
  /** What the fitting lines must come to. */
  minFen: Fen;
  scope: CouponScope;
  /** How many there are; null: no limit. */
  total: number | null;
  claimed: CreationOptional<number>;
  /** Held by orders that are not closed. */
  used: CreationOptional<number>;
  /** What those orders cost less by it. */
  savedFen: CreationOptional<Fen>;
  perMember: number;
  claimFrom: Date;
  /** Not included. */
  claimUntil: Date;
  /** From when it was claimed; null: from `validFrom` up to `validUntil`, not included. */
  validDays: number | null;
  validFrom: Date | null;
  validUntil: Date | null;
  /** Nobody can claim it any more; what was claimed stays good. */
  stoppedAt: CreationOptional<Date | null>;
  idempotencyKey: string;
  requestHash: Buffer;
  createdAt: Date;
}

export const defineCoupons = (sequelize: Sequelize): ModelStatic<CouponRow> =>
  sequelize.define<CouponRow>('coupons', {
    id: generatedId,
    name: text(32),
    discount: json,
    minFen: fen,
    scope: json,
    total: countOrNull,
    claimed: countFromZero,
    used: countFromZero,
    savedFen: fenFromZero,
    perMember: count,
    claimFrom: time,
    claimUntil: time,
    validDays: countOrNull,
    validFrom: timeOrNull,
    validUntil: timeOrNull,
    stoppedAt: timeOrNull,
    idempotencyKey: text(64),
    requestHash: hash,
    createdAt: time,
  });

/** A coupon that a member claimed: it can be used once. */
export interface MemberCouponRow extends Model<
  InferAttributes<MemberCouponRow>,
  InferCreationAttributes<MemberCouponRow>
> {
  id: CreationOptional<MemberCouponId>;
  couponId: CouponId;
  memberId: MemberId;
  /** Of this coupon and member, from 1. */
  nth: number;
  validFrom: Date;
  /** Not included. */
  validUntil: Date;
  /** That holds it or used it. */
  orderId: CreationOptional<OrderId | null>;
  usedAt: CreationOptional<Date | null>;
  idempotencyKey: string;
  requestHash: Buffer;
  claimedAt: Date;
  coupon?: NonAttribute<CouponRow>;
}

export const defineMemberCoupons = (sequelize: Sequelize): ModelStatic<MemberCouponRow> =>
  sequelize.define<MemberCouponRow>('member_coupons', {
    id: generatedId,
    couponId: id,
    memberId: id,
    nth: count,
    validFrom: time,
    validUntil: time,
    orderId: idOrNull,
    usedAt: timeOrNull,
    idempotencyKey: text(64),
    requestHash: hash,
    claimedAt: time,
  });
