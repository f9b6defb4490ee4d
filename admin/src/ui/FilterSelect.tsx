import { Select } from 'antd';

/** More than somebody sees at a glance: they are found by typing. */
const MANY = 12;

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
  const names = Object.keys(words) as Value[];
  return (
    <Select
      allowClear
      showSearch={names.length > MANY ? { optionFilterProp: 'label' } : false}
      aria-label={name}
      placeholder={name}
      style={{ minWidth: names.length > MANY ? 220 : 140 }}
      value={isOneOf(words, value) ? value : undefined}
      options={names.map((each) => ({ value: each, label: words[each] }))}
      onChange={(next: Value | undefined) => onChange(next)}
    />
  );
}

/** Whether a value of the address is one of these: somebody may have typed it. */
export const isOneOf = <Value extends string>(
  words: Readonly<Record<Value, unknown>>,
  value: string | undefined,
): value is Value => value !== undefined && Object.hasOwn(words, value);
