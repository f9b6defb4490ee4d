import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './ActionBar.scss';
import { classNames } from './classNames';

/** The main action of a page, within reach of the thumb. The page leaves room for it (`page--with-bar`). */
export function ActionBar({ children, className }: { children: ReactNode; className?: string }) {
  return <View className={classNames('action-bar', className)}>{children}</View>;
}
