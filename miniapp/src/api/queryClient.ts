import { onlineManager, QueryClient } from '@tanstack/react-query';
import { platform } from '@platform/platform';
import { Failure } from '@paifan/shared/client/failure';

const MAX_RETRIES = 1;
const RETRY_AFTER_MS = 600;

/**
 * The store of what the server said. `networkMode: 'always'`: the mini-program has no `navigator.onLine` to ask.
 * Only a missing answer is worth asking again; a refusal stays one. When the network returns, what is on the screen is asked for anew.
 */
export function createQueryClient(): QueryClient {
  onlineManager.setEventListener((tell) => platform.onNetworkChange(tell));
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        refetchOnReconnect: 'always',
        staleTime: 15_000,
        retryDelay: RETRY_AFTER_MS,
        retry: (failures, thrown) =>
          failures < MAX_RETRIES && !(thrown instanceof Failure && thrown.definite),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
