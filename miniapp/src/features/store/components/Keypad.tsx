import { Text, View } from '@tarojs/components';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import { KEYS, press, type Key } from '../keypad';
import './Keypad.scss';

interface Props {
  /** Given as a step from what is typed by then: two keys may come before the page is drawn again. */
  onChange(step: (typed: string) => string): void;
}

const keyName = (key: Key): string => (key === '.' ? 'point' : key);

/** Large keys for an amount in yuan. */
export function Keypad({ onChange }: Props) {
  return (
    <View className="keypad">
      {KEYS.map((key) => (
        <Tap
          key={key}
          className={`keypad__key t-key-${keyName(key)}`}
          label={key === 'back' ? '退格' : key === '.' ? '小数点' : key}
          onTap={() => onChange((typed) => press(typed, key))}
        >
          {key === 'back' ? (
            <Icon size="large" name="backspace" className="keypad__back" />
          ) : (
            <Text>{key}</Text>
          )}
        </Tap>
      ))}
    </View>
  );
}
