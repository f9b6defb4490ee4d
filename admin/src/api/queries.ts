import {
  QueryClient,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { App } from 'antd';
import { useRef } from 'react';
import { Failure, messageOf } from '@paifan/shared/client/failure';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { forgetTyped, forgetTypedIn, sentFrom } from '../ui/typed';
import { send, type CallOf, type ConsoleRoute } from './client';

/** Asks again after a network failure, not after a refusal: that one would be the same. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (times, error) => times < 2 && !(error instanceof Failure && error.definite),
      },
    },
  });

/** For a look ahead at a deed: once it is done the same look would be refused, so it is not read anew while it is shown. */
export const LOOK_AHEAD = { staleTime: 'static', gcTime: 0 } as const;

type ReadRoute = Extract<ConsoleRoute, `GET ${string}`>;
/** Lists that are paged by cursor. */
export type ListRoute = {
  [K in ReadRoute]: ResponseOf<K> extends { items: readonly unknown[]; next: string | null } ? K : never;
}[ReadRoute];
export type ItemOf<K extends ListRoute> =
  ResponseOf<K> extends { items: readonly (infer Item)[] } ? Item : never;

const reading = <K extends ReadRoute>(route: K, call: CallOf<K>) => ({
  queryKey: [route, call] as const,
  queryFn: () => send(route, call),
});

const readingPages = <K extends ListRoute>(route: K, call: CallOf<K>) => ({
  queryKey: [route, call, 'pages'] as const,
  initialPageParam: undefined as string | undefined,
  queryFn: async ({ pageParam }: { pageParam: string | undefined }) => {
    const { query, ...rest } = call as { query?: object };
    const asked = { ...rest, query: { ...query, cursor: pageParam } };
    const answer = await (send as (route: K, call: unknown) => Promise<ResponseOf<K>>)(route, asked);
    return answer as { items: ItemOf<K>[]; next: string | null };
  },
});

/**
 * Lets a page begin to read what its parts will show, together with what it reads itself: a part that is drawn later finds it there, or under
 * way. A failure is the part's own to tell: it asks again.
 */
export function useAhead() {
  const queries = useQueryClient();
  const ahead = <K extends ReadRoute>(route: K, call: CallOf<K>): void => {
    const asked = reading(route, call);
    if (queries.getQueryState(asked.queryKey) === undefined) void queries.prefetchQuery(asked);
  };
  const list = <K extends ListRoute>(route: K, call: CallOf<K>): void => {
    const asked = readingPages(route, call);
    if (queries.getQueryState(asked.queryKey) === undefined) void queries.prefetchInfiniteQuery(asked);
  };
  return Object.assign(ahead, { list });
}

/** What the API answers now; the last good answer stays while it is asked again. */
export const useRead = <K extends ReadRoute>(
  route: K,
  call: CallOf<K>,
  options: { enabled?: boolean; refetchInterval?: number; staleTime?: 'static'; gcTime?: number } = {},
) => useQuery({ ...reading(route, call), ...options });

const ASK_AGAIN_MS = 2_000;

/** A list page by page; while its filters change, what was shown stays. `refetchWhile`: an item that is not done yet. */
export const useList = <K extends ListRoute>(
  route: K,
  call: CallOf<K>,
  { refetchWhile = () => false }: { refetchWhile?: (item: ItemOf<K>) => boolean } = {},
) =>
  useInfiniteQuery({
    ...readingPages(route, call),
    placeholderData: keepPreviousData,
    getNextPageParam: ({ next }) => next ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ items }) => items.some((item) => refetchWhile(item))) ? ASK_AGAIN_MS : false,
  });

/** Why something was refused; what does not even have its form is named, so that it can be found. */
function refusalOf(error: unknown): string {
  const text = messageOf(error);
  if (!(error instanceof Failure) || error.code !== 'bad_request' || !Array.isArray(error.details))
    return text;
  const paths = (error.details as { path?: string }[]).flatMap(
    ({ path }) => path?.replace(/^body\./, '') ?? [],
  );
  return paths.length === 0 ? text : `${text}（${paths.join('、')}）`;
}

/** It was only asked what would happen: nothing is saved. */
const isDryRun = (call: object): boolean =>
  'body' in call && (call.body as { dryRun?: boolean } | undefined)?.dryRun === true;

/**
 * A write that is never sent twice: a repeated one goes under the same key until the server has surely decided. Says what came
 * of it, and lets what is shown be read anew.
 * @param done what is said when it worked; null: nothing
 * @param isToldElsewhere refusals that the page itself speaks of; all others are told here
 */
export function useWrite<K extends Exclude<ConsoleRoute, ReadRoute>>(
  route: K,
  done: string | null,
  onDone?: (answer: ResponseOf<K>) => void,
  isToldElsewhere: (error: unknown) => boolean = () => false,
) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const once = useRef(createIdempotencyKeeper(randomKey)).current;
  return useMutation({
    mutationFn: (call: Omit<CallOf<K>, 'idempotencyKey'>) =>
      once(call, (idempotencyKey) =>
        (send as (route: K, call: unknown) => Promise<ResponseOf<K>>)(route, { ...call, idempotencyKey }),
      ),
    // What was typed on the page below a dialog, or in another form, is not saved by what is sent from here.
    onMutate: sentFrom,
    onSuccess: (answer, call, from) => {
      if (!isDryRun(call)) {
        if (from === null) forgetTyped();
        else forgetTypedIn(from);
      }
      if (done !== null) void message.success(done);
      // A new session, if that is what came of it, must be there before anything is read with it.
      onDone?.(answer);
      void queries.invalidateQueries();
    },
    onError: (error) => {
      if (!isToldElsewhere(error)) void message.error(refusalOf(error), 6);
    },
  });
}
