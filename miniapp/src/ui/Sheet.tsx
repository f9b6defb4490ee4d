import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './Sheet.scss';
import { Icon } from './Icon';
import { Tap } from './Tap';

interface Props {
  title: string;
  onClose(): void;
  children: ReactNode;
  className?: string;
}

/** A sheet that rises from below, over the page. */
export function Sheet({ title, onClose, children, className }: Props) {
  return (
    <View className="sheet">
      <View className="sheet__veil" onClick={onClose} />
      <View className={`sheet__panel ${className ?? ''}`}>
        <View className="sheet__head">
          <Text className="sheet__title">{title}</Text>
          <Tap className="sheet__close t-sheet-close" label="关闭" onTap={onClose}>
            <Icon name="close" />
          </Tap>
        </View>
        {children}
      </View>
    </View>
  );
}
