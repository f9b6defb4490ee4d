import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { request } from '@/api/client';
import { meQuery } from '../api/queries';

/**
 * Once the messages are on the screen, the server counts them as read. On the screen itself they keep their mark
 * until the page is opened again. If it fails nothing is lost: they are marked at the next visit.
 */
export function useMarkRead(shown: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!shown) return;
    request('POST /api/me/messages/read')
      .then(() => client.invalidateQueries(meQuery()))
      .catch(() => undefined);
  }, [shown, client]);
}
