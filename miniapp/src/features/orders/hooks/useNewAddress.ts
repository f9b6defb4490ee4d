import { platform } from '@platform/platform';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { request } from '@/api/client';
import { useWrite } from '@/ui/useWrite';
import type { Address } from '../api/addresses';

/**
 * Takes an address over from the member's address book; it is among their own from then on. The first one is the default one.
 * @param none they chose none there
 */
export function useNewAddress(added: (address: Address) => void, none: () => void = () => undefined) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));

  return useWrite(async () => {
    const chosen = await platform.chooseAddress();
    if (chosen === null) return none();
    const address = await once(chosen, (idempotencyKey) =>
      request('POST /api/me/addresses', { body: chosen, idempotencyKey }),
    );
    void client.invalidateQueries({ queryKey: ['addresses'] });
    added(address);
  });
}
