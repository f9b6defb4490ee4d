import { z } from 'zod';
import { exportRequests } from '@paifan/shared/contract/adminLongJobs';
import { deskExportRequests } from '@paifan/shared/contract/deskLongJobs';
import type { TableFormat } from '@paifan/shared/longJobs/kinds';
import { countColumn, fenColumn, flagColumn, idColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { query } from '../../db/query';
import { PRODUCT_COLUMNS } from '../imports/productTable';
import type { JobOutcome, RunningJob, LongJobRun } from '../longJobs/runningJob';
import { countRows, equals, where, type Conditions } from './conditions';
import { pagesAfter, ROWS_AT_ONCE, writeTable } from './writeTable';

const texts = z.array(z.string());
const skuRow = z
  .object({
    product_id: idColumn,
    sku_id: idColumn,
    sort: countColumn,
    code: z.string().nullable(),
    title: z.string(),
    category_name: z.string(),
    summary: z.string(),
    spec_names: texts,
    choices: texts,
    sku_code: z.string().nullable(),
    price_fen: fenColumn,
    cost_fen: fenColumn,
    stock: countColumn,
    sku_on_sale: flagColumn,
    on_sale: flagColumn,
    weight_grams: countColumn,
    picture: z.string(),
    pictures: texts,
    detail: z.string(),
  })
  .transform((row) => ({
    ...{ productId: row.product_id, skuId: row.sku_id, sort: row.sort },
    ...{ code: row.code, title: row.title, categoryName: row.category_name, summary: row.summary },
    ...{ specNames: row.spec_names, choices: row.choices, skuCode: row.sku_code },
    ...{ priceFen: row.price_fen, costFen: row.cost_fen, stock: row.stock, skuOnSale: row.sku_on_sale },
    ...{ onSale: row.on_sale, weightGrams: row.weight_grams, detail: row.detail },
    pictures: [row.picture, ...row.pictures],
  }));
type Row = z.output<typeof skuRow>;

const JOINED = 'products p STRAIGHT_JOIN skus s ON s.product_id = p.id AND s.removed_at IS NULL';

/** The mall's products by SKU, in the form that the import reads. */
export const exportProducts: LongJobRun = async ({ db }, job) => {
  const { format, onSale, category, source, merchantId } = exportRequests.exportProducts.parse(
    job.row.params,
  );
  const conditions: Conditions = [
    ['p.store_id IS NULL', []],
    ...equals('p.on_sale', onSale),
    ...equals('p.category_id', category),
    ...equals('p.source', source),
    ...equals('p.merchant_id', merchantId),
  ];
  return writeProducts(db, job, format, conditions);
};

/** A merchant's own products by SKU, in the form that the import reads. */
export const deskExportProducts: LongJobRun = async ({ db }, job) => {
  const { format, onSale, storeId } = deskExportRequests.deskExportProducts.parse(job.row.params);
  return writeProducts(db, job, format, [
    ['p.merchant_id = ?', [job.row.merchantId]],
    ...equals('p.store_id', storeId),
    ...equals('p.on_sale', onSale),
  ]);
};

async function writeProducts(
  db: Database,
  job: RunningJob,
  format: TableFormat,
  conditions: Conditions,
): Promise<JobOutcome> {
  const total = await countRows(db, JOINED, conditions);
  const pages = pagesAfter<Row>((last) => readPage(db, conditions, last));
  return writeTable(job, { format, columns: PRODUCT_COLUMNS, total, pages });
}

function readPage(db: Database, conditions: Conditions, last: Row | null): Promise<Row[]> {
  const { sql, values } = where([...conditions, ...afterSku(last)]);
  return query(
    db,
    `SELECT p.id AS product_id, s.id AS sku_id, s.sort, p.code, p.title, c.name AS category_name, p.summary, p.spec_names,
       s.choices, s.code AS sku_code, s.price_fen, s.cost_fen, s.stock, s.on_sale AS sku_on_sale, p.on_sale,
       p.weight_grams, p.picture, p.pictures, p.detail
     FROM ${JOINED} JOIN categories c ON c.id = p.category_id
     ${sql} ORDER BY p.id, s.sort, s.id LIMIT ${ROWS_AT_ONCE}`,
    values,
    skuRow,
  );
}

function afterSku(last: Row | null): Conditions {
  if (last === null) return [];
  const { productId, sort, skuId } = last;
  return [
    [
      'p.id >= ? AND (p.id > ? OR s.sort > ? OR (s.sort = ? AND s.id > ?))',
      [productId, productId, sort, sort, skuId],
    ],
  ];
}
