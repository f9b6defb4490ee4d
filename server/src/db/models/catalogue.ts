import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  Model,
  ModelStatic,
  NonAttribute,
  Sequelize,
} from 'sequelize';
import type { CashierDiscount } from '@paifan/shared/checkout/discount';
import type {
  FreightTemplateId,
  MemberId,
  MerchantId,
  ProductId,
  SkuId,
  StoreId,
} from '@paifan/shared/ids/ids';
import type { OpenHours } from '@paifan/shared/merchants/hours';
import type { Fen } from '@paifan/shared/money/fen';
import type { Ratio } from '@paifan/shared/money/ratio';
import { PRODUCT_SOURCES, type ProductSource } from '@paifan/shared/catalogue/products';
import type { ItemRules, PlaceRules } from '@paifan/shared/settings/rules';
import {
  coordinateOrNull,
  count,
  countFromOne,
  countFromZero,
  fen,
  fenFromZero,
  flag,
  flagFromTrue,
  hashOrNull,
  generatedId,
  id,
  idOrNull,
  json,
  jsonOrNull,
  key,
  listFromEmpty,
  longText,
  oneOf,
  ratio,
  text,
  textOrNull,
  time,
  timeOrNull,
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

export interface ProductRow extends Model<InferAttributes<ProductRow>, InferCreationAttributes<ProductRow>> {
  id: CreationOptional<ProductId>;
  categoryId: string;
  title: string;
  summary: string;
  detail: string;
  /** The first one, for lists. */
  picture: string;
  /** Beside the first one. */
  pictures: CreationOptional<string[]>;
  /** Below the text. */
  detailPictures: CreationOptional<string[]>;
  source: ProductSource;
  /** The seller's own. */
  code: CreationOptional<string | null>;
  /** What its SKUs differ in. */
  specNames: CreationOptional<string[]>;
  /** Its supplier, or the merchant of its store. */
  merchantId: CreationOptional<MerchantId | null>;
  /** Sold online by this store; null: a product of the mall. */
  storeId: CreationOptional<StoreId | null>;
  /** The lowest of its SKUs on sale, for lists. */
  priceFen: Fen;
  sold: CreationOptional<number>;
  onSale: boolean;
  rebate: ItemRules;
  /** Counts changes, but not those of the stock. */
  version: CreationOptional<number>;
  /** When it went on sale first; null: nobody outside has seen it. */
  listedAt: CreationOptional<Date | null>;
  /** null: sent for free, everywhere. */
  freightTemplateId: CreationOptional<FreightTemplateId | null>;
  /** Of one piece, packed. */
  weightGrams: CreationOptional<number>;
  /** How a store hands it over; the mall sends everything by express. */
  offersExpress: CreationOptional<boolean>;
  offersPickup: CreationOptional<boolean>;
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
    pictures: listFromEmpty,
    detailPictures: listFromEmpty,
    source: oneOf(...PRODUCT_SOURCES),
    code: textOrNull(64),
    specNames: listFromEmpty,
    merchantId: idOrNull,
    storeId: idOrNull,
    priceFen: fen,
    sold: countFromZero,
    onSale: flag,
    rebate: json,
    version: countFromOne,
    listedAt: timeOrNull,
    freightTemplateId: idOrNull,
    weightGrams: countFromZero,
    offersExpress: flagFromTrue,
    offersPickup: flagFromTrue,
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
  /** One for each spec name of the product; its name is made of them. */
  choices: CreationOptional<string[]>;
  /** In no editor any more; orders and carts still name it. */
  removedAt: CreationOptional<Date | null>;
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
    choices: listFromEmpty,
    removedAt: timeOrNull,
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
  /** What its cashier takes off a typed amount; null: nothing. */
  cashierDiscount: CreationOptional<CashierDiscount | null>;
  /** Millionths of a degree; null: not known. */
  latitudeE6: CreationOptional<number | null>;
  longitudeE6: CreationOptional<number | null>;
  /** null: only the text `openingHours` is known. */
  weeklyHours: CreationOptional<readonly OpenHours[] | null>;
  /** Of its page, beside `picture`; null: none. */
  pictures: CreationOptional<readonly string[] | null>;
  /** What it tells its customers; empty: nothing. */
  notice: CreationOptional<string>;
  /** The operator and the idempotency key of the request that opened it. */
  createdKey: CreationOptional<string | null>;
  createdHash: CreationOptional<Buffer | null>;
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
    cashierDiscount: jsonOrNull,
    latitudeE6: coordinateOrNull,
    longitudeE6: coordinateOrNull,
    weeklyHours: jsonOrNull,
    pictures: jsonOrNull,
    notice: { ...text(200), defaultValue: '' },
    createdKey: textOrNull(96),
    createdHash: hashOrNull,
    createdAt: time,
  });
