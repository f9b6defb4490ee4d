import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { LineQuote } from '@paifan/shared/rebate/settle/place';
import { sourceText } from '@paifan/shared/texts/ruleSources';
import type { ProductRow, SkuRow } from '../../db/models/catalogue';
import type { OfferedProduct } from '../../usecases/catalogue/offers';
import type { ProductInFull } from '../../usecases/catalogue/readCatalogue';
import { presentTerms } from './orders';
import { inOrderOfSort } from './products';
import { presentReview } from './reviews';
import type { Shown } from './shown';

type ProductView = ResponseOf<'GET /api/products/:id'>;
type SummaryView = ResponseOf<'GET /api/products'>['items'][number];

const presentOffer = ({ terms, entitledFen }: LineQuote): SummaryView['rebate'] =>
  entitledFen > 0
    ? {
        entitledFen,
        ratio: terms.entitlementRatio,
        source: terms.source,
        sourceText: sourceText(terms.source),
      }
    : null;

const skusOnSale = (product: ProductRow): SkuRow[] => inOrderOfSort(product).filter(({ onSale }) => onSale);

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
  onSale: product.onSale,
  inStock: stockOf(product) > 0,
  storeId: product.storeId,
  rebate: presentOffer(quote),
});

/** @param shown setting 19 hides how far the line has come */
export function presentProduct(found: ProductInFull, shown: Shown): ProductView {
  const { product, store, quote } = found;
  return {
    ...presentProductSummary(found),
    detail: product.detail,
    pictures: [product.picture, ...product.pictures],
    detailPictures: product.detailPictures,
    stock: stockOf(product),
    specNames: product.specNames,
    skus: skusOnSale(product).map(({ id, name, choices, priceFen, stock, picture }) => ({
      ...{ id, name, choices, priceFen, picture },
      stock: product.onSale ? stock : 0,
    })),
    source: product.source,
    storeName: store?.name ?? null,
    offersExpress: product.offersExpress,
    offersPickup: product.offersPickup,
    terms: presentTerms(quote.terms, product.priceFen, quote.explanation),
    rating: found.rating,
    reviews: found.reviews.map(presentReview),
    favourite: found.favourite,
    queueWaiting: shown.progress ? found.queueWaiting : null,
  };
}
