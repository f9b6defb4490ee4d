import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { ProductRow, SkuRow } from '../../db/models/catalogue';
import { instant } from './texts';

/*
 * Products as who sells them sees them.
 */

type FullView = ResponseOf<'PUT /api/admin/products/:id'>;
type ListedView = ResponseOf<'GET /api/admin/products'>['items'][number];

/** SKUs in the order of their editor. */
export const inOrderOfSort = ({ skus = [] }: ProductRow): SkuRow[] =>
  [...skus].sort((a, b) => a.sort - b.sort || Number(a.id) - Number(b.id));

export const presentListedProduct = (product: ProductRow): ListedView => ({
  id: product.id,
  code: product.code,
  title: product.title,
  picture: product.picture,
  categoryId: product.categoryId,
  source: product.source,
  merchantId: product.merchantId,
  storeId: product.storeId,
  priceFen: product.priceFen,
  stock: (product.skus ?? []).reduce((sum, { onSale, stock }) => (onSale ? sum + stock : sum), 0),
  sold: product.sold,
  onSale: product.onSale,
  rebateOn: product.rebate.enabled !== false,
  version: product.version,
});

export const presentFullProduct = (product: ProductRow): FullView => ({
  ...presentListedProduct(product),
  summary: product.summary,
  pictures: [product.picture, ...product.pictures],
  detail: product.detail,
  detailPictures: product.detailPictures,
  specNames: product.specNames,
  skus: inOrderOfSort(product).map(
    ({ id, name, choices, code, priceFen, costFen, stock, picture, onSale }) => ({
      ...{ id, name, choices, code, priceFen, costFen, stock, picture, onSale },
    }),
  ),
  freightTemplateId: product.freightTemplateId,
  weightGrams: product.weightGrams,
  offersExpress: product.offersExpress,
  offersPickup: product.offersPickup,
  rebate: { ...product.rebate },
  createdAt: instant(product.createdAt),
});
