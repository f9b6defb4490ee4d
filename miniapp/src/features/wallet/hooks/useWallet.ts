import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { walletQuery } from '../api/queries';

/** How often a withdrawal that moves by itself is asked for, and how often in all. */
const MOVING_MS = 2_000;
const MOST_ASKS = 45;

/** States in which WeChat Pay is working, not a person. */
const MOVING: readonly string[] = ['approved', 'sent', 'cancelling'];

/** The wallet, asked for anew while a withdrawal is on its way, for a bounded time. */
export function useWallet() {
  const asks = useRef(0);
  /** The withdrawal that the member has just confirmed in WeChat: it will move too. */
  const [confirmed, setConfirmed] = useState<string | null>(null);

  const query = useQuery({
    ...walletQuery(),
    staleTime: 0,
    refetchInterval: ({ state }) => {
      const open = state.data?.withdrawal.open;
      if (open === undefined || open === null || asks.current >= MOST_ASKS) return false;
      if (!MOVING.includes(open.state) && open.id !== confirmed) return false;
      asks.current += 1;
      return MOVING_MS;
    },
  });

  /** Something was done: what follows is waited for anew. */
  const follow = (confirmedId: string | null): void => {
    asks.current = 0;
    setConfirmed(confirmedId);
  };
  return { query, confirmed, follow };
}
