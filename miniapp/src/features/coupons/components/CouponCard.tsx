import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Card } from '@/ui/Card';
import { classNames } from '@/ui/classNames';
import './CouponCard.scss';

interface Props {
  /** What it takes off. */
  text: string;
  name: string;
  /** Until when, or why not. */
  note: string;
  /** It cannot be used. */
  off?: boolean;
  className?: string;
  onTap?: () => void;
  /** What can be done with it, at the right. */
  children?: ReactNode;
}

/** A coupon as it is shown everywhere. */
export function CouponCard({ text, name, note, off = false, className, onTap, children }: Props) {
  return (
    <Card className={classNames('coupon-card', off && 'coupon-card--off', className)} onTap={onTap}>
      <View className="coupon-card__words">
        <Text className="coupon-card__text">{text}</Text>
        <Text>{name}</Text>
        <Text className="muted">{note}</Text>
      </View>
      {children}
    </Card>
  );
}
