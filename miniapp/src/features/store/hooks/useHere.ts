import { useQuery, useQueryClient } from '@tanstack/react-query';
import { platform } from '@platform/platform';
import type { Located } from '@/platform/interface';

/** What is known of where the person is. It is asked for by a tap alone, and forgotten with the visit. */
type Known = Located | { kind: 'unasked' } | { kind: 'asking' };

const KEY = ['here'];
const UNASKED: Known = { kind: 'unasked' };

export function useHere() {
  const client = useQueryClient();
  const { data: known } = useQuery<Known>({
    queryKey: KEY,
    queryFn: () => UNASKED,
    initialData: UNASKED,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const tell = (next: Known) => client.setQueryData<Known>(KEY, next);

  const ask = (): void => {
    tell({ kind: 'asking' });
    platform.locate().then(tell, () => tell({ kind: 'failed' }));
  };
  const { allowLocation } = platform;
  return {
    /** null: nobody knows, and what is near is not known either. */
    place: known.kind === 'here' ? known.place : null,
    kind: known.kind,
    ask,
    /** Leads to the settings after a refusal, and asks again once it is allowed; null: there is no way from here. */
    allow:
      allowLocation &&
      ((): void => {
        void allowLocation().then((allowed) => {
          if (allowed) ask();
        });
      }),
    forget: () => void tell(UNASKED),
  };
}
