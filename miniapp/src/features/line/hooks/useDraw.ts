import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { entryId } from '@paifan/shared/ids/ids';
import { randomKey } from '@paifan/shared/client/idempotency';
import { request } from '@/api/client';
import { useWrite } from '@/ui/useWrite';
import { drawQuery } from '../api/desk';

/**
 * Draws for an entry. The nonce is the member's own part of the lot: chosen here, where the shop does not know it. A lost answer is
 * asked for again with the same one, and the same draw answers.
 */
export function useDraw(id: string) {
  const client = useQueryClient();
  const [nonce] = useState(() => randomKey());

  return useWrite(async () => {
    const drawn = await request('POST /api/queue/entries/:id/draw', {
      params: { id: entryId(id) },
      body: { nonce },
    });
    client.setQueryData(drawQuery(id).queryKey, drawn);
    await client.invalidateQueries({ queryKey: ['queue'] });
  });
}
