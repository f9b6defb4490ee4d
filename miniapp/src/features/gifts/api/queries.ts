import { queryOptions } from '@tanstack/react-query';
import { giftId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request, requestPublic } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type Gift = ResponseOf<'GET /api/gifts/:id'>;
export type GiftOrder = ResponseOf<'GET /api/gift-orders/:id'>;

export const giftsQuery = () =>
  pagedQuery(['gifts', 'list'], (cursor) => requestPublic('GET /api/gifts', { query: { cursor } }));

export const giftQuery = (id: string) =>
  queryOptions({
    queryKey: ['gifts', 'one', id],
    queryFn: () => requestPublic('GET /api/gifts/:id', { params: { id: giftId(id) } }),
  });

export const giftOrdersQuery = () =>
  pagedQuery(['gifts', 'orders'], (cursor) => request('GET /api/gift-orders', { query: { cursor } }));
