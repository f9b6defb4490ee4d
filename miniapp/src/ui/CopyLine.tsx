import { Text } from '@tarojs/components';
import Taro from '@tarojs/taro';
import './CopyLine.scss';
import { Tap } from './Tap';
import { classNames } from './classNames';

interface Props {
  name: string;
  value: string;
  className?: string;
}

/** Something to be copied letter by letter: a hash, a number. */
export function CopyLine({ name, value, className }: Props) {
  return (
    <Tap
      className="copy-line"
      onTap={() => void Taro.setClipboardData({ data: value }).catch(() => undefined)}
    >
      <Text className="copy-line__name">{name}</Text>
      <Text className={classNames('copy-line__value', className)}>{value}</Text>
    </Tap>
  );
}
