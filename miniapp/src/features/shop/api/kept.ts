import { productId } from '@paifan/shared/ids/ids';
import { request, requestPublic } from '@/api/client';
import { pagedQuery } from '@/api/pages';

/** The member's favourites; also what is off sale now. */
export const favouritesQuery = () =>
  pagedQuery(['favourites'], (cursor) => request('GET /api/me/favourites', { query: { cursor } }));

/** What buyers say of a product. */
export const reviewsQuery = (id: string) =>
  pagedQuery(['reviews', id], (cursor) =>
    requestPublic('GET /api/products/:id/reviews', { params: { id: productId(id) }, query: { cursor } }),
  );
