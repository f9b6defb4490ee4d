import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { LineQuote } from '@paifan/shared/rebate/settle/place';
import type { ProductRow, SkuRow } from '../../db/models/catalogue';
import type { OfferedProduct, OfferedStore } from '../../usecases/readCatalogue';
import type { Shown } from './shown';
import { sourceText } from './ruleTexts';

type ProductView = ResponseOf<'GET /api/products/:id'>;
type SummaryView = ResponseOf<'GET /api/products'>['items'][number];
type StoreView = ResponseOf<'GET /api/stores/:id'>;

const presentOffer = ({ terms, entitledFen }: LineQuote): SummaryView['rebate'] =>
  entitledFen > 0
    ? {
        entitledFen,
        ratio: terms.entitlementRatio,
        source: terms.source,
        sourceText: sourceText(terms.source),
      }
    : null;

const skusOnSale = ({ skus = [] }: ProductRow): SkuRow[] =>
  skus.filter(({ onSale }) => onSale).sort((a, b) => a.sort - b.sort || Number(a.id) - Number(b.id));

const stockOf = (product: ProductRow): number =>
  product.onSale ? skusOnSale(product).reduce((sum, { stock }) => sum + stock, 0) : 0;

export const presentProductSummary = ({ product, quote }: OfferedProduct): SummaryView => ({
  id: product.id,
  title: product.title,
  summary: product.summary,
  picture: product.picture,
  categoryId: product.categoryId,
  priceFen: product.priceFen,
  sold: product.sold,
  inStock: stockOf(product) > 0,
  rebate: presentOffer(quote),
});

/** @param queueWaiting how far the line has come, which setting 19 hides */
export const presentProduct = (
  offered: OfferedProduct,
  queueWaiting: number | null,
  shown: Shown,
): ProductView => ({
  ...presentProductSummary(offered),
  detail: offered.product.detail,
  stock: stockOf(offered.product),
  skus: skusOnSale(offered.product).map(({ id, name, priceFen, stock, picture }) => ({
    ...{ id, name, priceFen, picture },
    stock: offered.product.onSale ? stock : 0,
  })),
  source: offered.product.source,
  queueWaiting: shown.progress ? queueWaiting : null,
});

export const presentStore = ({ store, quote }: OfferedStore): StoreView => ({
  id: store.id,
  name: store.name,
  trade: store.trade,
  picture: store.picture,
  address: store.address,
  district: store.district,
  openingHours: store.openingHours,
  phone: store.phone,
  rebate: quote.entitledFen > 0 ? quote.terms.entitlementRatio : null,
});
