import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './ActionBar.scss';

/** The main action of a page, within reach of the thumb. The page leaves room for it (`page--with-bar`). */
export function ActionBar({ children }: { children: ReactNode }) {
  return <View className="action-bar">{children}</View>;
}
