import { queryOptions } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import type { ProductSort } from '@paifan/shared/catalogue/products';
import { productId, storeId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Place } from '@paifan/shared/merchants/place';
import { requestPublic } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type Product = ResponseOf<'GET /api/products/:id'>;
export type ProductSummary = ResponseOf<'GET /api/products'>['items'][number];
export type Review = ResponseOf<'GET /api/products/:id/reviews'>['items'][number];
export type Store = ResponseOf<'GET /api/stores/:id'>;
export type Features = ResponseOf<'GET /api/features'>;

/** The names and switches of the shop. */
export const featuresQuery = () =>
  queryOptions({
    queryKey: ['features'],
    queryFn: async () => {
      const features = await requestPublic('GET /api/features');
      Taro.setStorageSync(FEATURES_KEPT, features);
      return features;
    },
    staleTime: 300_000,
  });

/** Under what the last answer is kept, so that the next visit begins with it. */
export const FEATURES_KEPT = 'features';

export const categoriesQuery = () =>
  queryOptions({
    queryKey: ['categories'],
    queryFn: () => requestPublic('GET /api/categories'),
    staleTime: 300_000,
  });

/** Products on sale; an empty category or search restricts nothing, and an empty sort leaves it to the shop. */
export const productsQuery = (category: string, search: string, sort: ProductSort | '') =>
  pagedQuery(['products', category, search, sort], (cursor) =>
    requestPublic('GET /api/products', {
      query: {
        cursor,
        category: category === '' ? undefined : category,
        search: search === '' ? undefined : search,
        sort: sort === '' ? undefined : sort,
      },
    }),
  );

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['product', id],
    queryFn: () => requestPublic('GET /api/products/:id', { params: { id: productId(id) } }),
  });

/** Stores that take orders, the nearest first from a place, else the newest. An empty search restricts nothing. */
export const storesQuery = (from: Place | null, search = '') =>
  pagedQuery(['stores', from, search], (cursor) =>
    requestPublic('GET /api/stores', {
      query: { cursor, ...from, search: search === '' ? undefined : search },
    }),
  );

/** One store; its distance is told from a place. */
export const storeQuery = (id: string, from: Place | null = null) =>
  queryOptions({
    queryKey: ['store', id, from],
    queryFn: () => requestPublic('GET /api/stores/:id', { params: { id: storeId(id) }, query: from ?? {} }),
  });

/** What a store sells online, newest first. */
export const storeProductsQuery = (id: string) =>
  pagedQuery(['storeProducts', id], (cursor) =>
    requestPublic('GET /api/products', { query: { cursor, storeId: storeId(id) } }),
  );
