import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import type { AddressId } from '@paifan/shared/ids/ids';
import { request } from '@/api/client';
import { useWrite } from '@/ui/useWrite';
import type { AddressDraft } from '../addressDraft';
import { addressesQuery, type Address } from '../api/addresses';

/** Saves what was written: as a new address, or in place of the one with this id. */
export function useSaveAddress(id: AddressId | null, saved: (address: Address) => void) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));

  return useWrite(async ({ name, phone, detail, ...rest }: AddressDraft) => {
    const body = { ...rest, name: name.trim(), phone: phone.trim(), detail: detail.trim() };
    const address =
      id === null
        ? await once(body, (idempotencyKey) => request('POST /api/me/addresses', { body, idempotencyKey }))
        : await request('PUT /api/me/addresses/:id', { params: { id }, body });
    await client.invalidateQueries(addressesQuery());
    saved(address);
  });
}
