import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Failure } from '@paifan/shared/client/failure';
import { createIdempotencyKeeper, randomKey } from '@paifan/shared/client/idempotency';
import { request } from '@/api/client';
import { termsQuery } from '@/features/terms/api/queries';
import { replace } from '@/navigation';
import { useWrite } from '@/ui/useWrite';
import { MOVED_BY_ORDERS, orderQuery, quoteQuery, type Basket, type Quote } from '../api/queries';
import { usePayment } from './usePayment';

/** The order goes where the member saw that it goes, whatever the default address is by then. */
const toShown = (basket: Basket, { address }: Quote): Basket =>
  basket.kind === 'cashier' || address === null ? basket : { ...basket, addressId: address.id };

const isRefusal = (thrown: unknown): thrown is Failure => thrown instanceof Failure && thrown.definite;

interface Placing {
  /** There is something to place: the member is signed in, so it is known whether they have accepted the terms. */
  quoted: boolean;
  /** To the seller. */
  note: string;
  /** What is ordered leaves the cart. */
  fromCart: boolean;
}

/**
 * Places what was quoted, then pays what WeChat has to pay of it. One page keeps one Idempotency-Key until the server has decided, so
 * that a lost answer can be asked for again without ordering twice.
 * `termsNeeded`: the terms in force have to be accepted first, and then it is `placeNow`.
 */
export function usePlaceOrder(basket: Basket, { quoted, note, fromCart }: Placing) {
  const client = useQueryClient();
  const pay = usePayment((no) => replace('/packages/orders/detail/index', { no }));
  const [once] = useState(() => createIdempotencyKeeper(randomKey));
  const [termsNeeded, setTermsNeeded] = useState(false);
  const { data: inForce } = useQuery({ ...termsQuery(), enabled: quoted });
  const unaccepted = inForce !== undefined && inForce.terms !== null && !inForce.accepted;

  const write = useWrite(async (quote: Quote) => {
    const body = {
      basket: toShown(basket, quote),
      expectedTotalFen: quote.totalFen,
      expectedEntitledFen: quote.entitledFen,
      ...{ note, fromCart },
    };
    const order = await once(body, (idempotencyKey) =>
      request('POST /api/orders', { body, idempotencyKey }),
    ).catch((thrown: unknown) => {
      if (isRefusal(thrown) && thrown.code === 'terms_needed') return null;
      // Shown anew, so that what the member confirms next is what holds now.
      if (isRefusal(thrown)) void client.invalidateQueries(quoteQuery(basket));
      throw thrown;
    });
    setTermsNeeded(order === null);
    if (order === null) return;
    if (fromCart) void client.invalidateQueries({ queryKey: ['cart'] });
    if (order.state === 'placed') return pay(order.no);
    // With nothing left for WeChat it is paid already.
    client.setQueryData(orderQuery(order.no).queryKey, order);
    for (const key of MOVED_BY_ORDERS) void client.invalidateQueries({ queryKey: [key] });
    replace('/packages/shop/result/index', { no: order.no });
  });
  return {
    busy: write.busy,
    place: (quote: Quote) => (unaccepted ? setTermsNeeded(true) : write.run(quote)),
    placeNow: write.run,
    termsNeeded,
    forgetTerms: () => setTermsNeeded(false),
  };
}
