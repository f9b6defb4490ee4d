import { z } from 'zod';
import type { Rating } from '@paifan/shared/catalogue/ratings';
import type { ProductSort } from '@paifan/shared/catalogue/products';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { productIdColumn } from '../../db/columns';
import type { CategoryRow } from '../../db/models/catalogue';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import { readWaiting } from '../../db/queueReads';
import { inOrder } from './adminProducts';
import { isFavourite } from './favourites';
import { offerProducts, type OfferedProduct } from './offers';
import { foundSql } from './search';
import { indexFor, sortSql } from './sorting';
import type { ShopContext } from '../context';
import { readRating, readReviewsOf, type ShownReview } from '../reviews/readReviews';
import { contractDay, SELLS_SQL } from '../stores/selling';

/*
 * What anybody may see of the catalogue.
 */

export const readCategories = ({ db }: ShopContext): Promise<CategoryRow[]> =>
  db.categories.findAll({
    order: [
      ['sort', 'ASC'],
      ['id', 'ASC'],
    ],
  });

export interface ProductQuery extends PageRequest {
  readonly category?: string;
  /** Sold online by this store; absent: in the mall. */
  readonly storeId?: StoreId;
  /** Words of the title, the summary, the codes or the category; empty: all. */
  readonly search?: string;
  /** Absent: what fits best first, and without a search the newest. */
  readonly sort?: ProductSort;
}

/** Products on sale. @param memberId whose level and spending count; null: nobody's */
export async function readProducts(
  shop: Pick<ShopContext, 'db' | 'clock'>,
  memberId: MemberId | null,
  { category, storeId, search = '', sort, cursor, limit }: ProductQuery,
): Promise<Page<OfferedProduct>> {
  const found = foundSql(search);
  if (found === null) return { items: [], next: null };
  const { place, after, parameters, order } = sortSql(sort, found.titleHits, cursor);
  const isSearch = found.titleHits !== null;
  const from = isSearch ? found.from : `${found.from} FORCE INDEX (${indexFor(sort, Boolean(category))})`;
  const rows = await query(
    shop.db,
    `SELECT p.id, ${place} AS place FROM ${from} LEFT JOIN merchants m ON m.id = p.merchant_id
     WHERE p.store_id ${storeId === undefined ? 'IS NULL' : '= :storeId'} AND p.on_sale = 1
       ${category ? 'AND p.category_id = :category' : ''} AND ${SELLS_SQL} AND ${after}
     ORDER BY ${order} LIMIT ${limit + 1}`,
    {
      ...{ ...found.parameters, ...parameters, today: contractDay(shop.clock.now()) },
      ...(storeId === undefined ? {} : { storeId }),
      ...(category ? { category } : {}),
    },
    z.object({ id: productIdColumn, place: z.string() }),
  );
  const shown = rows.slice(0, limit);
  const products = await inOrder(
    shop,
    shown.map(({ id }) => id),
  );
  return {
    items: await offerProducts(shop, memberId, products),
    next: rows.length > limit ? (shown.at(-1)?.place ?? null) : null,
  };
}

/** A product with all that its page shows. */
export interface ProductInFull extends OfferedProduct {
  /** People who wait in the queue that it would join; null: the purchase stands in no line. */
  readonly queueWaiting: number | null;
  readonly rating: Rating;
  /** Some, newest first. */
  readonly reviews: readonly ShownReview[];
  readonly favourite: boolean;
}

const REVIEWS_SHOWN = 3;

/**
 * One product, on sale or not: orders and favourites lead to what is off sale now.
 * @throws ApiError product_not_found, also for one that was never on sale
 */
export async function readProduct(
  shop: ShopContext,
  memberId: MemberId | null,
  id: ProductId,
): Promise<ProductInFull> {
  const { db } = shop;
  const [product] = await inOrder(shop, [id]);
  const wasSeen = product !== undefined && (product.onSale || product.listedAt !== null);
  const [offer] = wasSeen ? await offerProducts(shop, memberId, [product]) : [];
  if (offer === undefined) throw new ApiError('product_not_found');
  const { queue, rebateOn } = offer.quote.terms;
  return {
    ...offer,
    queueWaiting: rebateOn ? ((await readWaiting(db, queue)) ?? 0) : null,
    rating: await readRating(db, id),
    reviews: (await readReviewsOf(shop, id, { limit: REVIEWS_SHOWN })).items,
    favourite: memberId !== null && (await isFavourite(db, memberId, id)),
  };
}
