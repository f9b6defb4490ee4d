import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './Tap.scss';
import { classNames } from './classNames';

interface Props {
  onTap(): void;
  children: ReactNode;
  className?: string;
  /** What a screen reader says, where the content does not say it itself. */
  label?: string;
  disabled?: boolean;
  /** One of several of which one is chosen. */
  selected?: boolean;
  expanded?: boolean;
}

/** Anything that answers a touch: a button to the eye, to a screen reader and, on the web, to the keyboard. */
export function Tap({ onTap, children, className, label, disabled = false, selected, expanded }: Props) {
  const act = () => {
    if (!disabled) onTap();
  };
  const spoken =
    process.env.TARO_ENV === 'h5'
      ? {
          role: 'button',
          tabIndex: disabled ? -1 : 0,
          'aria-disabled': String(disabled),
          ...(label === undefined ? {} : { 'aria-label': label }),
          ...(selected === undefined ? {} : { 'aria-pressed': String(selected) }),
          ...(expanded === undefined ? {} : { 'aria-expanded': String(expanded) }),
          onKeyDown: (event: { key: string; preventDefault(): void }) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            act();
          },
        }
      : { ariaRole: 'button', ...(label === undefined ? {} : { ariaLabel: label }) };
  return (
    <View
      className={classNames('tap', disabled && 'tap--disabled', className)}
      hoverClass={disabled ? 'none' : 'tap--pressed'}
      onClick={act}
      {...spoken}
    >
      {children}
    </View>
  );
}
