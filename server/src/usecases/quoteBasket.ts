import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { fen, sumFen, type Fen } from '@paifan/shared/money/fen';
import type { OrderKind } from '@paifan/shared/orders/states';
import { quoteLine, type LineQuote, type LineToPlace } from '@paifan/shared/rebate/settle/place';
import type { StoreRules } from '@paifan/shared/settings/rules';
import type { Database } from '../db/connect';
import { settingsInForce, type SettingsVersion } from '../db/settings';
import type { ProductRow, StoreRow } from '../db/models/catalogue';
import { readSpending, tierDays } from './spending';
import { standingsFor } from './standings';

/** What a member asks to buy, as the contract says. */
export type Basket = BodyOf<'POST /api/orders/quote'>;

/** One line of a basket with its price and its terms. */
export interface QuotedLine {
  readonly productId: ProductId | null;
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
 * @throws ApiError product_not_found, product_off_sale, out_of_stock, store_not_found
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
  const products = await db.products.findAll({ where: { id: items.map((item) => item.productId) } });
  const byId = new Map(products.map((product) => [product.id, product]));
  return items.map(({ productId, quantity }) => {
    const product = byId.get(productId);
    if (!product) throw new ApiError('product_not_found', undefined, { productId });
    assertBuyable(product, quantity);
    const paidFen = fen(product.priceFen * quantity);
    return {
      productId,
      title: product.title,
      picture: product.picture,
      unitPriceFen: product.priceFen,
      quantity,
      paidFen,
      costFen: fen(product.costFen * quantity),
      toPlace: { kind: 'mall', product: { id: productId, rules: product.rebate }, store: null, paidFen },
    };
  });
}

function assertBuyable(product: ProductRow, quantity: number): void {
  if (!product.onSale)
    throw new ApiError('product_off_sale', `「${product.title}」已下架`, { productId: product.id });
  if (product.stock < quantity) throw outOfStock(product);
}

/** The refusal of a product of which there is not enough. */
export const outOfStock = ({ id, title }: Pick<ProductRow, 'id' | 'title'>): ApiError =>
  new ApiError('out_of_stock', `「${title}」库存不足`, { productId: id });

function cashierLine(store: StoreRow | null, amountFen: Fen): BareLine {
  if (!store) throw new ApiError('store_not_found');
  return {
    productId: null,
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
