import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import type { SkuId } from '@paifan/shared/ids/ids';
import { request } from '@/api/client';
import { say, useWrite } from '@/ui/useWrite';
import { cartQuery } from '../api/queries';

/** Puts pieces of a SKU into the cart, and then tells the member, and `done`. */
export function useAddToCart(done?: () => void) {
  const client = useQueryClient();
  const [once] = useState(() => createIdempotencyKeeper(randomKey));

  return useWrite(async (skuId: SkuId, quantity: number) => {
    const body = { skuId, quantity };
    const cart = await once(body, (idempotencyKey) =>
      request('POST /api/cart/items', { body, idempotencyKey }),
    );
    client.setQueryData(cartQuery().queryKey, cart);
    done?.();
    say('已加入购物车');
  });
}
