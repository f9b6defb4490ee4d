import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './Card.scss';
import { classNames } from './classNames';
import { Tap } from './Tap';

interface Props {
  children: ReactNode;
  className?: string;
  onTap?: () => void;
  label?: string;
}

export function Card({ children, className, onTap, label }: Props) {
  const name = classNames('card', className);
  if (onTap === undefined) return <View className={name}>{children}</View>;
  return (
    <Tap className={name} onTap={onTap} label={label}>
      {children}
    </Tap>
  );
}
