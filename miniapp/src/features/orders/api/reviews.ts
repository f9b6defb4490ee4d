import { queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';

export type ReviewableLine = ResponseOf<'GET /api/orders/:no/reviews'>['lines'][number];

/** The lines of an order, each with its review. */
export const orderReviewsQuery = (no: string) =>
  queryOptions({
    queryKey: ['orders', 'reviews', no],
    queryFn: () => request('GET /api/orders/:no/reviews', { params: { no } }),
  });
