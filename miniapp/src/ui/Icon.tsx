import { View } from '@tarojs/components';
import './Icon.scss';
import { classNames } from './classNames';

export type IconName =
  | 'search'
  | 'forward'
  | 'down'
  | 'close'
  | 'check'
  | 'place'
  | 'clock'
  | 'phone'
  | 'bill'
  | 'message'
  | 'people'
  | 'order'
  | 'line'
  | 'backspace'
  | 'cloud'
  | 'cart'
  | 'scan'
  | 'heart'
  | 'heart-full';

interface Props {
  name: IconName;
  size?: 'small' | 'body' | 'large' | 'huge';
  className?: string;
}

/** A drawn sign in the colour of the text around it. It only accompanies words, so it is not read out. */
export function Icon({ name, size = 'body', className }: Props) {
  return <View className={classNames('icon', `icon--${name}`, `icon--${size}`, className)} />;
}
