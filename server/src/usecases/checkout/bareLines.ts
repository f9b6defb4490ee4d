import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { SkuId, StoreId } from '@paifan/shared/ids/ids';
import { fen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import type { Database } from '../../db/connect';
import type { ProductRow, SkuRow, StoreRow } from '../../db/models/catalogue';
import { outOfStock } from '../orders/stock';
import type { BareLine } from './lines';
import { rulesOfStore } from './storeRules';

/** What a member asks to buy, as the contract says. */
export type Basket = BodyOf<'POST /api/orders/quote'>;
type GoodsBasket = Extract<Basket, { kind: 'mall' | 'store' }>;

/** The store of a basket; null: the mall. @throws ApiError store_not_found */
export async function findStoreOf(db: Database, basket: Basket): Promise<StoreRow | null> {
  return basket.kind === 'mall' ? null : findStore(db, basket.storeId);
}

async function findStore(db: Database, id: StoreId): Promise<StoreRow> {
  const store = await db.stores.findByPk(id);
  if (!store) throw new ApiError('store_not_found');
  return store;
}

/**
 * The lines of a basket with what their SKUs cost now.
 * @throws ApiError product_not_found (also a product of another store, or of a store in a basket of the mall), product_off_sale,
 *   sku_needed, out_of_stock, delivery_refused
 */
export async function bareLinesOf(db: Database, basket: Basket, store: StoreRow | null): Promise<BareLine[]> {
  if (basket.kind !== 'cashier') return goodsLines(db, basket, store);
  if (store === null) throw new ApiError('store_not_found');
  return [cashierLine(store, basket.amountFen)];
}

async function goodsLines(db: Database, basket: GoodsBasket, store: StoreRow | null): Promise<BareLine[]> {
  const { items } = basket;
  const products = await db.products.findAll({
    where: { id: items.map((item) => item.productId), storeId: store?.id ?? null },
    include: 'skus',
  });
  const byId = new Map(products.map((product) => [product.id, product]));
  return items.map(({ productId, skuId, quantity }) => {
    const product = byId.get(productId);
    if (!product) throw new ApiError('product_not_found', undefined, { productId });
    const sku = chosenSku(product, skuId);
    assertBuyable(product, sku, quantity);
    if (basket.kind === 'store') assertDelivered(product, basket.delivery);
    return goodsLine(product, sku, quantity, store);
  });
}

const goodsLine = (product: ProductRow, sku: SkuRow, quantity: number, store: StoreRow | null): BareLine => ({
  productId: product.id,
  skuId: sku.id,
  skuName: sku.name,
  title: product.title,
  picture: sku.picture ?? product.picture,
  unitPriceFen: sku.priceFen,
  quantity,
  listFen: fen(sku.priceFen * quantity),
  costFen: fen(sku.costFen * quantity),
  categoryId: product.categoryId,
  merchantId: store === null ? product.merchantId : store.merchantId,
  storeId: product.storeId,
  freightTemplateId: product.freightTemplateId,
  weightGrams: product.weightGrams * quantity,
  rules: {
    product: { id: product.id, rules: product.rebate },
    store: store && { id: store.id, rules: rulesOfStore(store) },
  },
});

/** The SKU that was asked for; a product that has only one need not be asked for it. */
function chosenSku({ id: productId, title, skus = [] }: ProductRow, skuId: SkuId | undefined): SkuRow {
  const offered = skus.filter(({ onSale }) => onSale);
  const chosen = skuId === undefined ? offered : skus.filter(({ id }) => id === skuId);
  if (chosen.length > 1) throw new ApiError('sku_needed', `请选择「${title}」的规格`, { productId });
  const [sku] = chosen;
  if (!sku?.onSale)
    throw new ApiError('product_off_sale', `「${title}」的该规格已下架`, { productId, skuId });
  return sku;
}

function assertBuyable({ id: productId, title, onSale }: ProductRow, sku: SkuRow, quantity: number): void {
  if (!onSale) throw new ApiError('product_off_sale', `「${title}」已下架`, { productId });
  if (sku.stock < quantity) throw outOfStock({ productId, skuId: sku.id, title });
}

function assertDelivered(
  { id: productId, title, offersExpress, offersPickup }: ProductRow,
  delivery: 'express' | 'pickup',
): void {
  if (delivery === 'express' ? offersExpress : offersPickup) return;
  const message = delivery === 'express' ? `「${title}」仅支持到店自提` : `「${title}」不支持到店自提`;
  throw new ApiError('delivery_refused', message, { productId });
}

const cashierLine = (store: StoreRow, amountFen: Fen): BareLine => ({
  productId: null,
  skuId: null,
  skuName: '',
  title: `${store.name} · 买单`,
  picture: store.picture,
  unitPriceFen: amountFen,
  quantity: 1,
  listFen: amountFen,
  costFen: ZERO_FEN,
  categoryId: null,
  merchantId: store.merchantId,
  storeId: store.id,
  freightTemplateId: null,
  weightGrams: 0,
  rules: { product: null, store: { id: store.id, rules: rulesOfStore(store) } },
});
