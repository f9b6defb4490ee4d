import { Textarea, View } from '@tarojs/components';
import { fieldLabel } from './spoken';
import './NoteField.scss';
import { classNames } from './classNames';

interface Props {
  value: string;
  /** Characters. */
  max: number;
  placeholder: string;
  onChange(value: string): void;
  className?: string;
}

/** Some lines of the member's own words. */
export function NoteField({ value, max, placeholder, onChange, className }: Props) {
  return (
    <View className="note-field">
      <Textarea
        className={classNames('note-field__text', className)}
        value={value}
        maxlength={max}
        placeholder={placeholder}
        placeholderClass="note-field__placeholder"
        {...fieldLabel(placeholder)}
        autoHeight
        onInput={(event) => onChange(event.detail.value)}
      />
    </View>
  );
}
