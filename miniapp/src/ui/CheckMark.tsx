import { View } from '@tarojs/components';
import './CheckMark.scss';
import { classNames } from './classNames';
import { Icon } from './Icon';
import { Tap } from './Tap';

interface Props {
  checked: boolean;
  /** What is checked, for a screen reader. */
  label: string;
  onTap(): void;
  disabled?: boolean;
  className?: string;
}

/** A round mark that says whether something is among what is meant. */
export function CheckMark({ checked, label, onTap, disabled = false, className }: Props) {
  return (
    <Tap
      className={classNames('check-mark', className)}
      label={label}
      selected={checked}
      disabled={disabled}
      onTap={onTap}
    >
      <View
        className={classNames(
          'check-mark__ring',
          checked && 'check-mark__ring--on',
          disabled && 'check-mark__ring--off',
        )}
      >
        {checked && <Icon name="check" size="small" />}
      </View>
    </Tap>
  );
}
