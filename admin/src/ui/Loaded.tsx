import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '@paifan/shared/client/failure';

/** Why something could not be read, and a way to try again. */
export const LoadError = ({ error, retry }: { error: unknown; retry: () => void }) => (
  <Alert
    type="error"
    showIcon
    title={messageOf(error)}
    action={
      <Button size="small" onClick={retry}>
        重试
      </Button>
    }
  />
);

/** What was read, or how far the reading is. The last good answer stays while it is read again. */
export function Loaded<Data>({
  query,
  children,
}: {
  query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch'>;
  children: (data: Data) => ReactNode;
}) {
  const { data, error, refetch } = query;
  if (data === undefined && error) return <LoadError error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active aria-label="正在加载" />;
  return (
    <>
      {error ? <LoadError error={error} retry={() => void refetch()} /> : null}
      {children(data)}
    </>
  );
}
