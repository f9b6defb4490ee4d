import { View } from '@tarojs/components';
import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import './OfflineStrip.scss';

const watch = (changed: () => void): (() => void) => onlineManager.subscribe(changed);
const isOnline = (): boolean => onlineManager.isOnline();

/** At the top of every page while there is no network: what is below it may be old. When the network returns, it is asked for anew. */
export function OfflineStrip() {
  if (useSyncExternalStore(watch, isOnline)) return null;
  return <View className="offline-strip t-offline">当前无网络，显示的是上次的内容</View>;
}
