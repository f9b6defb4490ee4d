import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '@paifan/shared/client/failure';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { request } from '@/api/client';
import { replace } from '@/navigation';
import { useWrite } from '@/ui/useWrite';
import { quoteQuery, type Basket, type Quote } from '../api/queries';
import { usePayment } from './usePayment';

/**
 * Places what was quoted, then pays it. One page keeps one Idempotency-Key until the server has decided, so that
 * a lost answer can be asked for again without ordering twice.
 */
export function usePlaceOrder(basket: Basket) {
  const client = useQueryClient();
  const pay = usePayment((no) => replace('/packages/orders/detail/index', { no }));
  const [once] = useState(() => createIdempotencyKeeper(randomKey));

  return useWrite(async (quote: Quote) => {
    const body = { basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen };
    const order = await once(body, (idempotencyKey) =>
      request('POST /api/orders', { body, idempotencyKey }),
    ).catch((thrown: unknown) => {
      // Shown anew, so that what the member confirms next is what holds now.
      if (thrown instanceof Failure && thrown.definite) void client.invalidateQueries(quoteQuery(basket));
      throw thrown;
    });
    await pay(order.no);
  });
}
