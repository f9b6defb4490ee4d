import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { orderQuery } from '../api/queries';
import { nextAsk } from '../polling';

/**
 * An order that was just paid, asked for until its payment is settled: for a bounded time.
 * `waiting`: it will be asked for again.
 */
export function useSettledOrder(no: string) {
  const client = useQueryClient();
  const { queryKey } = orderQuery(no);
  const countAnswers = () => client.getQueryState(queryKey)?.dataUpdateCount ?? 0;
  const [answersBefore] = useState(countAnswers);

  const query = useQuery({
    ...orderQuery(no),
    staleTime: 0,
    refetchInterval: ({ state }) => nextAsk(state.data, state.dataUpdateCount - answersBefore),
  });

  const settled = query.data?.settled === true;
  useEffect(() => {
    if (settled) for (const key of ['queue', 'me']) void client.invalidateQueries({ queryKey: [key] });
  }, [settled, client]);

  return { query, waiting: nextAsk(query.data, countAnswers() - answersBefore) !== false };
}
