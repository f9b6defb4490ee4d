import { Input } from 'antd';

/** A filter that is typed, and asked for by Enter. */
export const FilterText = ({
  name,
  value,
  onChange,
  width = 220,
}: {
  name: string;
  value: string | undefined;
  onChange: (value: string) => void;
  width?: number;
}) => (
  <Input.Search
    // What was typed is kept by the address: another address shows another text.
    key={value ?? ''}
    allowClear
    aria-label={name}
    placeholder={name}
    style={{ width }}
    defaultValue={value}
    onSearch={(typed) => onChange(typed.trim())}
  />
);
