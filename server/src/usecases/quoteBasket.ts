import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, ProductId, SkuId, StoreId } from '@paifan/shared/ids/ids';
import { fen, sumFen, type Fen } from '@paifan/shared/money/fen';
import type { OrderKind } from '@paifan/shared/orders/states';
import { quoteLine, type LineQuote, type LineToPlace } from '@paifan/shared/rebate/settle/place';
import type { StoreRules } from '@paifan/shared/settings/rules';
import type { Database } from '../db/connect';
import { settingsInForce, type SettingsVersion } from '../db/settings';
import type { ProductRow, SkuRow, StoreRow } from '../db/models/catalogue';
import { readSpending, tierDays } from './spending';
import { standingsFor } from './standings';

/** What a member asks to buy, as the contract says. */
export type Basket = BodyOf<'POST /api/orders/quote'>;

/** One line of a basket with its price and its terms. */
export interface QuotedLine {
  readonly productId: ProductId | null;
  readonly skuId: SkuId | null;
  /** Its choices; empty: the product's only SKU, or none. */
  readonly skuName: string;
  readonly title: string;
  readonly picture: string | null;
  readonly unitPriceFen: Fen;
  readonly quantity: number;
  readonly paidFen: Fen;
  /** Of the whole line. */
  readonly costFen: Fen;
  readonly quote: LineQuote;
}

export interface QuotedBasket {
  readonly kind: OrderKind;
  readonly store: StoreRow | null;
  readonly lines: readonly QuotedLine[];
  readonly totalFen: Fen;
  readonly entitledFen: Fen;
  readonly settings: SettingsVersion;
}

/** A line before it has terms. */
type BareLine = Omit<QuotedLine, 'quote'> & { readonly toPlace: LineToPlace };

/**
 * What a basket costs now and what each line may receive, with the rule that chose it. SPEC sections 3 and 5.
 * @throws ApiError product_not_found, product_off_sale, sku_needed, out_of_stock, store_not_found
 */
export async function quoteBasket(
  db: Database,
  memberId: MemberId,
  basket: Basket,
  at: Date,
): Promise<QuotedBasket> {
  const settings = await settingsInForce(db, at);
  const store = basket.kind === 'cashier' ? await findStore(db, basket.storeId) : null;
  const bare =
    basket.kind === 'mall' ? await mallLines(db, basket.items) : [cashierLine(store, basket.amountFen)];
  const buyer = {
    level: (await db.members.findByPk(memberId, { attributes: ['level'] }))?.level ?? null,
    spent: await readSpending(
      db,
      { memberId, kind: basket.kind, storeId: store?.id ?? null },
      at,
      tierDays(bare.flatMap(({ toPlace }) => [toPlace.product?.rules, toPlace.store?.rules.cashier])),
    ),
  };
  const standingOf = await standingsFor(
    db,
    bare.map(({ toPlace }) => toPlace),
    settings.settings,
    at,
  );
  const lines = bare.map(({ toPlace, ...line }) => ({
    ...line,
    quote: quoteLine(toPlace, buyer, settings.settings, standingOf),
  }));
  return {
    kind: basket.kind,
    store,
    lines,
    totalFen: sumFen(lines.map((line) => line.paidFen)),
    entitledFen: sumFen(lines.map((line) => line.quote.entitledFen)),
    settings,
  };
}

async function findStore(db: Database, id: StoreId): Promise<StoreRow> {
  const store = await db.stores.findByPk(id);
  if (!store) throw new ApiError('store_not_found');
  return store;
}

type BasketItems = Extract<Basket, { kind: 'mall' }>['items'];

async function mallLines(db: Database, items: BasketItems): Promise<BareLine[]> {
  const products = await db.products.findAll({
    where: { id: items.map((item) => item.productId) },
    include: 'skus',
  });
  const byId = new Map(products.map((product) => [product.id, product]));
  return items.map(({ productId, skuId, quantity }) => {
    const product = byId.get(productId);
    if (!product) throw new ApiError('product_not_found', undefined, { productId });
    const sku = chosenSku(product, skuId);
    assertBuyable(product, sku, quantity);
    const paidFen = fen(sku.priceFen * quantity);
    return {
      productId,
      skuId: sku.id,
      skuName: sku.name,
      title: product.title,
      picture: sku.picture ?? product.picture,
      unitPriceFen: sku.priceFen,
      quantity,
      paidFen,
      costFen: fen(sku.costFen * quantity),
      toPlace: { kind: 'mall', product: { id: productId, rules: product.rebate }, store: null, paidFen },
    };
  });
}

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

/** The refusal of a SKU of which there is not enough. */
export const outOfStock = ({
  productId,
  skuId,
  title,
}: {
  productId: ProductId;
  skuId: SkuId;
  title: string;
}): ApiError => new ApiError('out_of_stock', `「${title}」库存不足`, { productId, skuId });

function cashierLine(store: StoreRow | null, amountFen: Fen): BareLine {
  if (!store) throw new ApiError('store_not_found');
  return {
    productId: null,
    skuId: null,
    skuName: '',
    title: `${store.name} · 买单`,
    picture: store.picture,
    unitPriceFen: amountFen,
    quantity: 1,
    paidFen: amountFen,
    costFen: fen(0),
    toPlace: {
      kind: 'cashier',
      product: null,
      store: { id: store.id, rules: rulesOfStore(store) },
      paidFen: amountFen,
    },
  };
}

/** What the rules need to know of a store. */
export const rulesOfStore = ({ commissionRatio, recruiterId, rebate, cashier }: StoreRow): StoreRules => ({
  commissionRatio,
  recruiter: recruiterId,
  rebate,
  cashier,
});
