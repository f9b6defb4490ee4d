import { QueryClient } from '@tanstack/react-query';
import { Failure } from '@paifan/shared/client/failure';

const MAX_RETRIES = 1;
const RETRY_AFTER_MS = 600;

/**
 * The store of what the server said. `networkMode: 'always'`: the mini-program has no `navigator.onLine` to ask.
 * Only a missing answer is worth asking again; a refusal stays one.
 */
export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        retryDelay: RETRY_AFTER_MS,
        retry: (failures, thrown) =>
          failures < MAX_RETRIES && !(thrown instanceof Failure && thrown.definite),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
