import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Failure } from '@paifan/shared/client/failure';
import { say } from '@/ui/useWrite';
import { quoteQuery, type Basket, type Quote } from '../api/queries';
import { chosenBasket, withUse, type Choices, type SpendableName, type StoreDelivery } from '../choices';

/**
 * A basket, what the member decided about it, and what it comes to. While the answer to a decision is on its way the last one
 * stays; a decision that is refused is taken back, in the server's words.
 */
export function useChoices(start: Basket) {
  const [choices, setChoices] = useState<Choices>({});
  const basket = chosenBasket(start, choices);
  const query = useQuery({ ...quoteQuery(basket), placeholderData: keepPreviousData });

  const refused = query.error instanceof Failure && query.error.definite ? query.error : null;
  const decided = Object.keys(choices).length > 0;
  const refusedWays = useRef(new Set<StoreDelivery>());
  useEffect(() => {
    if (refused === null) return;
    if (refused.code === 'delivery_refused' && basket.kind === 'store') {
      // A store's products may be for sending alone, or for fetching alone.
      refusedWays.current.add(basket.delivery);
      const other = basket.delivery === 'express' ? 'pickup' : 'express';
      if (refusedWays.current.has(other)) return;
      if (choices.delivery !== undefined) say(refused.message);
      setChoices({ delivery: other });
    } else if (decided) {
      say(refused.message);
      setChoices({});
    }
  }, [refused]);

  return {
    basket,
    query,
    /** Balances depend on everything else, so they are chosen last. */
    choose: (next: Omit<Choices, 'use'>) => setChoices(({ use: _, ...others }) => ({ ...others, ...next })),
    toggleUse: (quote: Quote, name: SpendableName) =>
      setChoices((now) => ({ ...now, use: withUse(now.use, quote.spendables, name) })),
    use: choices.use,
  };
}
