import Taro from '@tarojs/taro';

/** Tells whether there is a network, now and whenever it changes. @returns how to stop */
export function onNetworkChange(tell: (online: boolean) => void): () => void {
  const changed = ({ isConnected }: { isConnected: boolean }): void => tell(isConnected);
  Taro.onNetworkStatusChange(changed);
  void Taro.getNetworkType().then(
    ({ networkType }) => tell(networkType !== 'none'),
    () => undefined, // nobody knows: requests will tell
  );
  return () => Taro.offNetworkStatusChange(changed);
}
