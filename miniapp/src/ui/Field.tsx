import { Input, Text, View } from '@tarojs/components';
import { fieldLabel } from './spoken';
import './Field.scss';

interface Props {
  name: string;
  value: string;
  onChange(value: string): void;
  placeholder?: string;
  /** `digit`: an amount, with a point. */
  kind?: 'text' | 'digit' | 'number' | 'nickname';
  maxLength?: number;
  className?: string;
}

/** One line to be written, with its name before it. */
export function Field({
  name,
  value,
  onChange,
  placeholder = '',
  kind = 'text',
  maxLength = 64,
  className = '',
}: Props) {
  return (
    <View className="field">
      <Text className="field__name">{name}</Text>
      <Input
        className={`field__input ${className}`}
        type={kind}
        value={value}
        placeholder={placeholder}
        placeholderClass="field__placeholder"
        maxlength={maxLength}
        {...fieldLabel(name)}
        onInput={(event) => onChange(event.detail.value)}
      />
    </View>
  );
}
