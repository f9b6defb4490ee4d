import { Select } from 'antd';

/** A filter with a few values; empty: all. */
export function FilterSelect<Value extends string>({
  name,
  words,
  value,
  onChange,
}: {
  name: string;
  words: Readonly<Record<Value, string>>;
  value: string | undefined;
  onChange: (value: Value | undefined) => void;
}) {
  return (
    <Select
      allowClear
      aria-label={name}
      placeholder={name}
      style={{ minWidth: 140 }}
      value={isOneOf(words, value) ? value : undefined}
      options={(Object.keys(words) as Value[]).map((each) => ({ value: each, label: words[each] }))}
      onChange={(next: Value | undefined) => onChange(next)}
    />
  );
}

/** Whether a value of the address is one of these: somebody may have typed it. */
export const isOneOf = <Value extends string>(
  words: Readonly<Record<Value, unknown>>,
  value: string | undefined,
): value is Value => value !== undefined && Object.hasOwn(words, value);
