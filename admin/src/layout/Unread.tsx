import { notifyManager, useQueryClient, type Query } from '@tanstack/react-query';
import { useCallback, useSyncExternalStore } from 'react';
import { FailureAlert } from '../ui/Loaded';
import { isTold, onToldChange } from '../ui/told';

const isUnread = ({ state }: Query): boolean => state.status === 'error' && !isTold(state.error);

/**
 * What a page could not read and does not speak of itself: the choices of a filter, a number on a button. Said above the page, so that no
 * page can be silent about it.
 */
export function Unread() {
  const queries = useQueryClient();
  const cache = queries.getQueryCache();
  const subscribe = useCallback(
    (changed: () => void) => {
      const ends = [cache.subscribe(notifyManager.batchCalls(changed)), onToldChange(changed)];
      return () => ends.forEach((end) => end());
    },
    [cache],
  );
  const failure = useSyncExternalStore(
    subscribe,
    () => cache.findAll({ type: 'active', predicate: isUnread })[0]?.state.error ?? null,
  );
  if (failure === null) return null;
  return (
    <div className="unread">
      <FailureAlert
        error={failure}
        retry={() => void queries.refetchQueries({ type: 'active', predicate: isUnread })}
      />
    </div>
  );
}
