import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import type { TableFormat } from '@paifan/shared/longJobs/kinds';
import type { ProductRow } from '../../db/models/catalogue';
import { readAllProducts, type ProductFilters } from '../catalogue/adminProducts';
import type { ShopContext } from '../context';
import { PRODUCT_COLUMNS, type ProductTableRow } from '../imports/productTable';
import type { JobOutcome, LongJobRun, RunningJob } from '../longJobs/runningJob';
import { deskOf } from './deskOf';
import { exportList } from './exportList';

/** Products by SKU, in the form that the import reads, newest first. */
export const exportProducts: LongJobRun = (shop, job) => {
  const { format, ...filters } = exportRequests.exportProducts.parse(job.row.params);
  return exportBySku(shop, job, format, filters);
};

/** A merchant's own. */
export const deskExportProducts: LongJobRun = async (shop, job) => {
  const { format, ...filters } = deskExportRequests.deskExportProducts.parse(job.row.params);
  const { merchantId } = await deskOf(shop, job);
  return exportBySku(shop, job, format, { ...filters, merchantId });
};

async function exportBySku(
  shop: ShopContext,
  job: RunningJob,
  format: TableFormat,
  filters: ProductFilters,
): Promise<JobOutcome> {
  const categories = new Map((await shop.db.categories.findAll()).map(({ id, name }) => [id, name]));
  const nameOf = ({ categoryId }: ProductRow): string => categories.get(categoryId) ?? categoryId;
  return exportList(job, format, PRODUCT_COLUMNS, async (page) => {
    const { items, next } = await readAllProducts(shop, { ...page, ...filters });
    return { items: items.flatMap((product) => rowsOf(product, nameOf(product))), next };
  });
}

/** SKUs in the order of the editor. */
const rowsOf = (product: ProductRow, categoryName: string): ProductTableRow[] =>
  [...(product.skus ?? [])]
    .sort((a, b) => a.sort - b.sort || Number(a.id) - Number(b.id))
    .map(({ code: skuCode, choices, priceFen, costFen, stock, onSale: skuOnSale }) => {
      const { code, title, summary, specNames, onSale, weightGrams, detail, merchantId } = product;
      return {
        ...{ code, title, categoryName, summary, specNames, onSale, weightGrams, detail, merchantId },
        ...{ skuCode, choices, priceFen, costFen, stock, skuOnSale },
        pictures: [product.picture, ...product.pictures],
      };
    });
