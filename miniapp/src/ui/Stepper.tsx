import { Text, View } from '@tarojs/components';
import './Stepper.scss';
import { classNames } from './classNames';
import { Tap } from './Tap';

interface Props {
  value: number;
  min: number;
  max: number;
  onChange(value: number): void;
}

/** A small whole number, one more or one less. */
export function Stepper({ value, min, max, onChange }: Props) {
  const step = (by: 1 | -1, text: string, label: string, name: string) => {
    const next = value + by;
    const off = next < min || next > max;
    return (
      <Tap
        className={classNames('stepper__step', off && 'stepper__step--off', name)}
        label={label}
        disabled={off}
        onTap={() => onChange(next)}
      >
        <Text>{text}</Text>
      </Tap>
    );
  };
  return (
    <View className="stepper">
      {step(-1, '−', '减少一件', 't-less')}
      <Text className="stepper__value t-quantity">{value}</Text>
      {step(1, '+', '增加一件', 't-more')}
    </View>
  );
}
