import { useQuery, type QueryKey } from '@tanstack/react-query';
import { useSession, type Side } from '../api/session';
import { isUnsaved } from '../ui/typed';

/**
 * Who works at a side of the consoles, as the server says.
 * @param ask who it is that has a token
 * @returns `isOut`: nobody is signed in; `isAway`: the session has ended over something that is not saved, so that the page stays
 */
export function useWhoWorks<Who>(
  side: Side,
  ask: (token: string | null) => { queryKey: QueryKey; queryFn: () => Promise<Who> },
) {
  const session = useSession(side);
  const hasEnded = session?.hasEnded ?? true;
  const who = useQuery({ ...ask(session?.token ?? null), enabled: !hasEnded });
  const isAway = session !== null && hasEnded && who.data !== undefined && isUnsaved();
  return { who, isAway, isOut: hasEnded && !isAway };
}
