import { Space, Switch } from 'antd';
import type { ReactNode } from 'react';
import type { InputProps } from './inputs';

/** A setting that may be none: a switch, and its parts while it is on. */
export function Optional<Value>({
  value,
  onChange,
  label,
  fresh,
  children,
}: InputProps<Value | null> & { fresh: Value; children: (value: Value) => ReactNode }) {
  return (
    <Space align="start" wrap>
      <Switch aria-label={label} checked={value !== null} onChange={(on) => onChange(on ? fresh : null)} />
      {value === null ? null : <div>{children(value)}</div>}
    </Space>
  );
}
