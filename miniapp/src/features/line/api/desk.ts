import { queryOptions } from '@tanstack/react-query';
import { entryId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { request } from '@/api/client';

export type Draw = ResponseOf<'GET /api/draws/:entryId'>;
export type Odds = Draw['odds'];
export type ExchangePreview = ResponseOf<'GET /api/queue/entries/:id/exchange'>;
export type ExchangeOffer = ExchangePreview['offers'][number];

/** How often what is pending is asked for again: settlement takes a moment. */
const PENDING_MS = 1_000;
/** What is still pending after so many answers is shown as that, without asking on. */
const MOST_ASKS = 30;

const askWhile = (pending: boolean, answers: number): number | false =>
  pending && answers < MOST_ASKS ? PENDING_MS : false;

export const drawQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue', 'draw', id],
    queryFn: () => request('GET /api/draws/:entryId', { params: { entryId: entryId(id) } }),
    refetchInterval: ({ state }) => askWhile(state.data?.state === 'pending', state.dataUpdateCount),
  });

export const exchangeQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue', 'exchange', id],
    queryFn: () => request('GET /api/queue/entries/:id/exchange', { params: { id: entryId(id) } }),
    refetchInterval: ({ state }) => askWhile(state.data?.latest?.state === 'pending', state.dataUpdateCount),
  });
