import { Alert, Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { messageOf } from '@paifan/shared/client/failure';
import { useTold } from './told';

/** Something that is read, or was, or could not be. */
export interface Reading<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface Failed {
  readonly error: unknown;
  readonly retry: () => void;
}

/** A failure in words, and a way to try again. */
export const FailureAlert = ({ error, retry }: Failed) => (
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

/** Why something could not be read, in the place where it would stand. */
export function LoadError({ error, retry }: Failed) {
  useTold(error);
  return <FailureAlert error={error} retry={retry} />;
}

/** What was read, or how far the reading is. The last good answer stays while it is read again. */
export function Loaded<Data>({
  query: { data, error, refetch },
  children,
}: {
  query: Reading<Data>;
  children: (data: Data) => ReactNode;
}) {
  if (data === undefined && error) return <LoadError error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Skeleton active aria-label="正在加载" />;
  return (
    <>
      {error ? <LoadError error={error} retry={() => void refetch()} /> : null}
      {children(data)}
    </>
  );
}

type Parts = Readonly<Record<string, Reading<unknown>>>;
type Together<P extends Parts> = { [Name in keyof P]: P[Name] extends Reading<infer Data> ? Data : never };

/** Several readings as one: there once all of them are. To try again is to read those that failed. */
export function together<P extends Parts>(parts: P): Reading<Together<P>> {
  const all = Object.values(parts);
  const failed = all.filter(({ error }) => Boolean(error));
  const data = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.data]));
  return {
    data: all.every((part) => part.data !== undefined) ? (data as Together<P>) : undefined,
    error: failed[0]?.error ?? null,
    refetch: () => failed.map(({ refetch }) => refetch()),
  };
}
