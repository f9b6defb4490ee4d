import { queryOptions } from '@tanstack/react-query';
import { entryId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';
import { pagedQuery } from '@/api/pages';

export type Overview = ResponseOf<'GET /api/queue'>;
export type Entry = ResponseOf<'GET /api/queue/entries'>['items'][number];
export type EntryHistory = ResponseOf<'GET /api/queue/entries/:id'>;
export type Payout = EntryHistory['payouts'][number];
export type EntryFilter = 'waiting' | 'done' | 'all';

export const overviewQuery = () =>
  queryOptions({ queryKey: ['queue', 'overview'], queryFn: () => request('GET /api/queue') });

export const entriesQuery = (state: EntryFilter) =>
  pagedQuery(['queue', 'entries', state], (cursor) =>
    request('GET /api/queue/entries', { query: { cursor, state } }),
  );

export const historyQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue', 'history', id],
    queryFn: () => request('GET /api/queue/entries/:id', { params: { id: entryId(id) } }),
  });
