import { useQueryClient } from '@tanstack/react-query';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';

/**
 * Keeps a page fresh: pulling down asks for everything under `keys` anew, and coming back to the page asks for
 * what has grown old.
 */
export function useRefresh(...keys: string[]): void {
  const client = useQueryClient();
  usePullDownRefresh(() => {
    const asked = keys.map((key) => client.refetchQueries({ queryKey: [key], type: 'active' }));
    void Promise.all(asked).finally(() => Taro.stopPullDownRefresh());
  });
  useDidShow(() => {
    for (const key of keys) void client.refetchQueries({ queryKey: [key], type: 'active', stale: true });
  });
}
