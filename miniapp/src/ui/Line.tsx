import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './Line.scss';
import { classNames } from './classNames';
import { Icon } from './Icon';
import { Tap } from './Tap';

interface Props {
  name: string;
  children?: ReactNode;
  className?: string;
  /** With an arrow, leading somewhere. */
  onTap?: () => void;
}

/** A line of a card: a name at the left, what belongs to it at the right. */
export function Line({ name, children, className, onTap }: Props) {
  const content = (
    <>
      <Text className="line__name">{name}</Text>
      <View className="line__value">{children}</View>
      {onTap !== undefined && <Icon name="forward" className="line__arrow" />}
    </>
  );
  if (onTap === undefined) return <View className={classNames('line', className)}>{content}</View>;
  return (
    <Tap className={classNames('line', 'line--tap', className)} onTap={onTap}>
      {content}
    </Tap>
  );
}
