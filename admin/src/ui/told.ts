import { useLayoutEffect } from 'react';

/** How many places on the screen speak of a failure. */
const told = new Map<unknown, number>();
const listeners = new Set<() => void>();

function count(failure: unknown, by: 1 | -1): void {
  const places = (told.get(failure) ?? 0) + by;
  if (places === 0) told.delete(failure);
  else told.set(failure, places);
  for (const listener of listeners) listener();
}

/** The page itself speaks of this failure, as long as this is shown. Null: there is none. */
export const useTold = (failure: unknown): void =>
  useLayoutEffect(() => {
    if (failure === null) return undefined;
    count(failure, 1);
    return () => count(failure, -1);
  }, [failure]);

export const isTold = (failure: unknown): boolean => told.has(failure);

/** Calls back when what the page speaks of changes. @returns how to end that */
export function onToldChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
