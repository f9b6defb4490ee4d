import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { walletQuery, withdrawalsQuery } from '../api/queries';

/** How often a withdrawal that moves by itself is asked for, and how often in all. */
const MOVING_MS = 2_000;
const MOST_ASKS = 45;

/** States in which WeChat Pay is working, not a person. */
const MOVING: readonly string[] = ['approved', 'sent', 'cancelling'];

/** The wallet, asked for anew while a withdrawal is on its way, for a bounded time. */
export function useWallet() {
  const client = useQueryClient();
  const answers = () => client.getQueryState(walletQuery().queryKey)?.dataUpdateCount ?? 0;
  const [answersBefore, setAnswersBefore] = useState(answers);
  /** The withdrawal that the member has just confirmed in WeChat: it will move too. */
  const [confirmed, setConfirmed] = useState<string | null>(null);

  const query = useQuery({
    ...walletQuery(),
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const open = state.data?.withdrawal.open;
      if (open === undefined || open === null) return false;
      if (state.dataUpdateCount - answersBefore >= MOST_ASKS) return false;
      return MOVING.includes(open.state) || open.id === confirmed ? MOVING_MS : false;
    },
  });

  // The list of all of them shows what became of it.
  const openState = query.data?.withdrawal.open?.state;
  const stateBefore = useRef(openState);
  useEffect(() => {
    if (stateBefore.current === openState) return;
    stateBefore.current = openState;
    void client.invalidateQueries({ queryKey: withdrawalsQuery().queryKey });
  }, [client, openState]);

  /** Something was done: what follows is waited for anew. */
  const follow = (confirmedId: string | null): void => {
    setAnswersBefore(answers());
    setConfirmed(confirmedId);
  };
  return { query, confirmed, follow };
}
