import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import type { MemberId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { Ratio } from '@paifan/shared/money/ratio';
import type { ItemRules, PlaceRules } from '@paifan/shared/settings/rules';
import {
  count,
  countFromZero,
  fen,
  fenFromZero,
  flag,
  generatedId,
  idOrNull,
  json,
  key,
  longText,
  oneOf,
  ratio,
  text,
  time,
} from './attributes';

export interface CategoryRow extends Model<
  InferAttributes<CategoryRow>,
  InferCreationAttributes<CategoryRow>
> {
  id: string;
  name: string;
  sort: number;
}

export const defineCategories = (sequelize: Sequelize): ModelStatic<CategoryRow> =>
  sequelize.define<CategoryRow>('categories', { id: key(text(32)), name: text(32), sort: count });

const PRODUCT_SOURCES = ['selfOperated', 'supplier', 'supplyChain'] as const;
export type ProductSource = (typeof PRODUCT_SOURCES)[number];

export interface ProductRow extends Model<InferAttributes<ProductRow>, InferCreationAttributes<ProductRow>> {
  id: CreationOptional<ProductId>;
  categoryId: string;
  title: string;
  summary: string;
  detail: string;
  picture: string;
  source: ProductSource;
  priceFen: Fen;
  /** Of one piece. */
  costFen: CreationOptional<Fen>;
  stock: number;
  sold: CreationOptional<number>;
  onSale: boolean;
  rebate: ItemRules;
  createdAt: Date;
}

export const defineProducts = (sequelize: Sequelize): ModelStatic<ProductRow> =>
  sequelize.define<ProductRow>('products', {
    id: generatedId,
    categoryId: text(32),
    title: text(120),
    summary: text(255),
    detail: longText,
    picture: text(255),
    source: oneOf(...PRODUCT_SOURCES),
    priceFen: fen,
    costFen: fenFromZero,
    stock: count,
    sold: countFromZero,
    onSale: flag,
    rebate: json,
    createdAt: time,
  });

export interface StoreRow extends Model<InferAttributes<StoreRow>, InferCreationAttributes<StoreRow>> {
  id: CreationOptional<StoreId>;
  name: string;
  trade: string;
  picture: string;
  address: string;
  district: string;
  openingHours: string;
  phone: string;
  commissionRatio: Ratio;
  recruiterId: CreationOptional<MemberId | null>;
  /** Rules of its online sales. */
  rebate: PlaceRules;
  /** Rules of its cashier. */
  cashier: PlaceRules;
  createdAt: Date;
}

export const defineStores = (sequelize: Sequelize): ModelStatic<StoreRow> =>
  sequelize.define<StoreRow>('stores', {
    id: generatedId,
    name: text(64),
    trade: text(32),
    picture: text(255),
    address: text(255),
    district: text(64),
    openingHours: text(64),
    phone: text(32),
    commissionRatio: ratio,
    recruiterId: idOrNull,
    rebate: json,
    cashier: json,
    createdAt: time,
  });
