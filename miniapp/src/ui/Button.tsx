import { Text, View } from '@tarojs/components';
import './Button.scss';
import { classNames } from './classNames';
import { Tap } from './Tap';

interface Props {
  text: string;
  onTap(): void;
  className?: string;
  /** `main`: the one main action of a page. */
  kind?: 'main' | 'plain' | 'quiet';
  /** A write is under way: the button shows it and cannot be pressed again. */
  busy?: boolean;
  disabled?: boolean;
}

export function Button({ text, onTap, className, kind = 'plain', busy = false, disabled = false }: Props) {
  return (
    <Tap
      className={classNames('button', `button--${kind}`, (busy || disabled) && 'button--off', className)}
      disabled={busy || disabled}
      onTap={onTap}
    >
      {busy && <View className="button__busy" />}
      <Text>{text}</Text>
    </Tap>
  );
}
