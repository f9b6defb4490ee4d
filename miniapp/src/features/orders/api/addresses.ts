import { queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';

export type Address = ResponseOf<'GET /api/me/addresses'>['items'][number];

/** Those of the member, the default one first. */
export const addressesQuery = () =>
  queryOptions({ queryKey: ['addresses'], queryFn: () => request('GET /api/me/addresses') });
