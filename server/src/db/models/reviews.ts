import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { Stars } from '@paifan/shared/catalogue/ratings';
import type { MemberId, MerchantId, OrderId, ProductId, ReviewId } from '@paifan/shared/ids/ids';
import {
  count,
  flagFromFalse,
  generatedId,
  id,
  idOrNull,
  json,
  jsonOrNull,
  text,
  textOrNull,
  time,
  timeOrNull,
} from './attributes';

/** What a buyer says of a line of a completed order: once, and once more later. */
export interface ReviewRow extends Model<InferAttributes<ReviewRow>, InferCreationAttributes<ReviewRow>> {
  id: CreationOptional<ReviewId>;
  orderId: OrderId;
  lineNo: number;
  productId: ProductId;
  /** As of the order's line. */
  merchantId: MerchantId | null;
  memberId: MemberId;
  skuName: string;
  stars: Stars;
  text: string;
  pictures: readonly string[];
  /** What the buyer said later. */
  addedText: CreationOptional<string | null>;
  addedPictures: CreationOptional<readonly string[] | null>;
  addedAt: CreationOptional<Date | null>;
  /** Of the shop or the merchant. */
  answer: CreationOptional<string | null>;
  answeredAt: CreationOptional<Date | null>;
  hidden: CreationOptional<boolean>;
  hiddenReason: CreationOptional<string | null>;
  createdAt: Date;
}

export const defineReviews = (sequelize: Sequelize): ModelStatic<ReviewRow> =>
  sequelize.define<ReviewRow>('reviews', {
    id: generatedId,
    orderId: id,
    lineNo: count,
    productId: id,
    merchantId: idOrNull,
    memberId: id,
    skuName: text(120),
    stars: count,
    text: text(1000),
    pictures: json,
    addedText: textOrNull(1000),
    addedPictures: jsonOrNull,
    addedAt: timeOrNull,
    answer: textOrNull(500),
    answeredAt: timeOrNull,
    hidden: flagFromFalse,
    hiddenReason: textOrNull(200),
    createdAt: time,
  });
