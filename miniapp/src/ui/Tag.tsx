import { Text } from '@tarojs/components';
import './Tag.scss';
import { classNames } from './classNames';

interface Props {
  text: string;
  tone?: 'plain' | 'waiting' | 'received' | 'price';
  className?: string;
}

export function Tag({ text, tone = 'plain', className }: Props) {
  return <Text className={classNames('tag', `tag--${tone}`, className)}>{text}</Text>;
}
