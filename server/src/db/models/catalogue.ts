import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  NonAttribute,
  Sequelize,
} from 'sequelize';
import type { MemberId, MerchantId, ProductId, SkuId, StoreId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { Ratio } from '@paifan/shared/money/ratio';
import type { ItemRules, PlaceRules } from '@paifan/shared/settings/rules';
import {
  count,
  countFromZero,
  fen,
  fenFromZero,
  flag,
  flagFromTrue,
  generatedId,
  id,
  idOrNull,
  json,
  key,
  longText,
  oneOf,
  ratio,
  text,
  textOrNull,
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

export const PRODUCT_SOURCES = ['selfOperated', 'supplier', 'supplyChain'] as const;
export type ProductSource = (typeof PRODUCT_SOURCES)[number];

export interface ProductRow extends Model<InferAttributes<ProductRow>, InferCreationAttributes<ProductRow>> {
  id: CreationOptional<ProductId>;
  categoryId: string;
  title: string;
  summary: string;
  detail: string;
  picture: string;
  source: ProductSource;
  /** Its supplier, or the merchant of its store. */
  merchantId: CreationOptional<MerchantId | null>;
  /** Sold online by this store; null: a product of the mall. */
  storeId: CreationOptional<StoreId | null>;
  /** The lowest of its SKUs on sale, for lists. */
  priceFen: Fen;
  sold: CreationOptional<number>;
  onSale: boolean;
  rebate: ItemRules;
  createdAt: Date;
  skus?: NonAttribute<SkuRow[]>;
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
    merchantId: idOrNull,
    storeId: idOrNull,
    priceFen: fen,
    sold: countFromZero,
    onSale: flag,
    rebate: json,
    createdAt: time,
  });

export interface SkuRow extends Model<InferAttributes<SkuRow>, InferCreationAttributes<SkuRow>> {
  id: CreationOptional<SkuId>;
  productId: ProductId;
  /** Its choices, such as 红色 / XL; empty: the only one. */
  name: string;
  /** The seller's own. */
  code: CreationOptional<string | null>;
  priceFen: Fen;
  /** Of one piece; for a supplier's product the supply price. */
  costFen: CreationOptional<Fen>;
  stock: number;
  /** null: the product's. */
  picture: CreationOptional<string | null>;
  onSale: CreationOptional<boolean>;
  sort: CreationOptional<number>;
}

export const defineSkus = (sequelize: Sequelize): ModelStatic<SkuRow> =>
  sequelize.define<SkuRow>('skus', {
    id: generatedId,
    productId: id,
    name: text(120),
    code: textOrNull(64),
    priceFen: fen,
    costFen: fenFromZero,
    stock: count,
    picture: textOrNull(255),
    onSale: flagFromTrue,
    sort: countFromZero,
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
  /** null: the shop's own. */
  merchantId: CreationOptional<MerchantId | null>;
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
    merchantId: idOrNull,
    rebate: json,
    cashier: json,
    createdAt: time,
  });
