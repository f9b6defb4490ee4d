import { View } from '@tarojs/components';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useReachBottom } from '@tarojs/taro';
import { Fragment, type ReactNode } from 'react';
import { messageOf } from '@paifan/shared/client/failure';
import type { PageOf } from '@/api/pages';
import './PagedList.scss';
import { classNames } from './classNames';
import { ListChunk } from './ListChunk';
import { EndOfList, ErrorState, Stale } from './Notice';
import { Skeleton } from './Skeleton';

interface Props<T> {
  query: UseInfiniteQueryResult<InfiniteData<PageOf<T>>>;
  /** The key of an item, unique in the list. */
  keyOf(item: T): string;
  children(item: T): ReactNode;
  empty: ReactNode;
  skeleton?: ReactNode;
  /** Something else among the items: after so many of them, or after the last when there are fewer. */
  inset?: { after: number; content: ReactNode };
  className?: string;
  /** It may have a thousand items: those far from the screen are not drawn. For one column, without an inset. */
  long?: boolean;
}

/** An endless list in all its states: loading, failed, empty, more to come, at its end. */
export function PagedList<T>({
  query,
  keyOf,
  children,
  empty,
  skeleton,
  inset,
  className = 'stack',
  long = false,
}: Props<T>) {
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const more = () => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  };
  useReachBottom(more);

  if (data === undefined) {
    if (query.isError)
      return <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />;
    return skeleton ?? <Skeleton />;
  }
  const items = data.pages.flatMap((page) => page.items);
  const failedMore = query.isFetchNextPageError;
  // Rows stand in one card, however they are cut; items of a stack keep their gap.
  const chunk = className === 'stack' ? className : undefined;
  const row = (item: T) => (
    <View key={keyOf(item)} className="paged-list__item">
      {children(item)}
    </View>
  );
  return (
    <>
      {query.isError && !failedMore && <Stale message={messageOf(query.error)} />}
      {items.length === 0 ? (
        <>
          {empty}
          {inset?.content}
        </>
      ) : (
        <>
          <View className={classNames(className, query.isPlaceholderData && 'paged-list--old')}>
            {long
              ? data.pages.map((page, index) => (
                  <ListChunk
                    key={page.items[0] === undefined ? index : keyOf(page.items[0])}
                    className={chunk}
                  >
                    {page.items.map(row)}
                  </ListChunk>
                ))
              : items.map((item, index) => (
                  <Fragment key={keyOf(item)}>
                    {row(item)}
                    {inset !== undefined &&
                      index + 1 === Math.min(inset.after, items.length) &&
                      inset.content}
                  </Fragment>
                ))}
          </View>
          <EndOfList loading={hasNextPage} failed={failedMore} onRetry={() => void fetchNextPage()} />
        </>
      )}
    </>
  );
}
