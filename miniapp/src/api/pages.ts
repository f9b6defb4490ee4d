import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';

export interface PageOf<T> {
  items: T[];
  next: string | null;
}

/**
 * The options of an endless list, read page by page with the API's cursor. While the list of another filter
 * loads, the last one stays.
 */
export const pagedQuery = <T>(
  queryKey: readonly unknown[],
  fetchPage: (cursor: string | undefined) => Promise<PageOf<T>>,
) =>
  infiniteQueryOptions({
    queryKey,
    queryFn: ({ pageParam }) => fetchPage(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
