import { z } from 'zod';
import type { QueryOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, ProductId } from '@paifan/shared/ids/ids';
import { productIdColumn } from '../../db/columns';
import type { ProductRow } from '../../db/models/catalogue';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { toPage } from '../lists';
import { foundSql } from './search';

type Reading = Pick<ShopContext, 'db'>;
/** What products are narrowed to. */
export type ProductFilters = Omit<QueryOf<'GET /api/admin/products'>, keyof PageRequest>;
type Filters = Omit<ProductFilters, 'search'>;

const CURSOR = /^[1-9]\d{0,18}$/;
const NOTHING: Page<ProductRow> = { items: [], next: null };

/** Products of any state, newest first, each with its SKUs. Every filter has an index. */
export async function readAllProducts(
  { db }: Reading,
  { cursor, limit, search = '', ...filters }: PageRequest & ProductFilters,
): Promise<Page<ProductRow>> {
  const found = foundSql(search);
  if (found === null) return NOTHING;
  const others = Object.entries(filters).filter(
    ([name, value]) => name !== 'onSale' && value !== undefined,
  ).length;
  const conditions: Readonly<Record<keyof Filters | 'before', string>> = {
    before: 'p.id < :before',
    category: 'p.category_id = :category',
    source: 'p.source = :source',
    merchantId: 'p.merchant_id = :merchantId',
    storeId: 'p.store_id = :storeId',
    // With other filters it only sifts: a planner that merges its index with theirs has to sort what it finds.
    onSale: others === 0 ? 'p.on_sale = :onSale' : 'p.on_sale + 0 = :onSale',
    stockUpTo: 'p.id IN (SELECT product_id FROM skus WHERE on_sale = 1 AND stock <= :stockUpTo)',
  };
  const before = cursor && CURSOR.test(cursor) ? cursor : undefined;
  const asked = Object.entries({ ...filters, before }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name as keyof typeof conditions, value] as const],
  );
  const where = asked.length === 0 ? '' : `WHERE ${asked.map(([name]) => conditions[name]).join(' AND ')}`;
  const rows = await query(
    db,
    `SELECT p.id FROM ${found.from} ${where} ORDER BY p.id DESC LIMIT ${limit + 1}`,
    { ...found.parameters, ...Object.fromEntries(asked) },
    z.object({ id: productIdColumn }),
  );
  const { items, next } = toPage(rows, { limit });
  return {
    items: await inOrder(
      { db },
      items.map(({ id }) => id),
    ),
    next,
  };
}

/** Products with the SKUs that they have, in the order of their ids as given. */
export async function inOrder({ db }: Reading, ids: readonly ProductId[]): Promise<ProductRow[]> {
  if (ids.length === 0) return [];
  const rows = await db.products.findAll({
    where: { id: [...ids] },
    include: { association: 'skus', where: { removedAt: null }, required: false },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** @param merchantId only if it is this merchant's @throws ApiError product_not_found */
export async function findProduct(
  { db }: Reading,
  id: ProductId,
  merchantId?: MerchantId,
): Promise<ProductRow> {
  const [row] = await inOrder({ db }, [id]);
  if (row === undefined || (merchantId !== undefined && row.merchantId !== merchantId))
    throw new ApiError('product_not_found');
  return row;
}
