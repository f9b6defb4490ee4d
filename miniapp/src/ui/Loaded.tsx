import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { messageOf } from '@paifan/shared/client/failure';
import { ErrorState, Stale } from './Notice';
import { Skeleton } from './Skeleton';

interface Props<T> {
  query: UseQueryResult<T>;
  skeleton?: ReactNode;
  children(data: T): ReactNode;
}

/** What one question to the server looks like in all its states. The last good answer stays while it is asked anew. */
export function Loaded<T>({ query, skeleton, children }: Props<T>) {
  if (query.data !== undefined) {
    return (
      <>
        {query.isError && <Stale message={messageOf(query.error)} />}
        {children(query.data)}
      </>
    );
  }
  if (query.isError)
    return <ErrorState message={messageOf(query.error)} onRetry={() => void query.refetch()} />;
  return skeleton ?? <Skeleton />;
}
