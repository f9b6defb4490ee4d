import { queryOptions } from '@tanstack/react-query';
import { entryId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';

export type Neighbours = ResponseOf<'GET /api/queue/entries/:id/neighbours'>;
export type Neighbour = NonNullable<Neighbours['neighbours']>[number];
export type Proof = ResponseOf<'GET /api/queue/entries/:id/proof'>;
export type ProofEvent = Proof['joining'][number];

export const neighboursQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue', 'neighbours', id],
    queryFn: () => request('GET /api/queue/entries/:id/neighbours', { params: { id: entryId(id) } }),
  });

/** What proves the place of an entry; the events that paid it, as many as one page has. */
export const proofQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue', 'proof', id],
    queryFn: () =>
      request('GET /api/queue/entries/:id/proof', { params: { id: entryId(id) }, query: { limit: 50 } }),
  });
