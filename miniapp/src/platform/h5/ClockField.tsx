import { classNames } from '@/ui/classNames';
import type { ClockFieldProps } from '../interface';

/** A time of day, in the browser's own field. */
export const ClockField = ({ name, value, onChange, className }: ClockFieldProps) => (
  <input
    type="time"
    className={classNames('clock-field', className)}
    aria-label={name}
    value={value}
    // A field that was emptied is no time yet.
    onChange={({ target }) => target.value !== '' && onChange(target.value)}
  />
);
