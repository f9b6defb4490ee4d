import { Text, View } from '@tarojs/components';
import './Segments.scss';
import { classNames } from './classNames';
import { Tap } from './Tap';

interface Props<T extends string> {
  options: ReadonlyArray<{ value: T; text: string }>;
  value: T;
  onChange(value: NoInfer<T>): void;
  /** Segments share the width; chips scroll. */
  look?: 'segments' | 'chips';
  /** Class name for tests, `<name>-<value>` on each. */
  name: string;
}

/** One of several, side by side. */
export function Segments<T extends string>({ options, value, onChange, look = 'segments', name }: Props<T>) {
  return (
    <View className={look}>
      {options.map((option) => (
        <Tap
          key={option.value}
          className={classNames(
            `${look}__one`,
            option.value === value && `${look}__one--on`,
            name,
            `${name}-${option.value}`,
          )}
          selected={option.value === value}
          onTap={() => onChange(option.value)}
        >
          <Text>{option.text}</Text>
        </Tap>
      ))}
    </View>
  );
}
