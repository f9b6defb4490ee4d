import { AutoComplete, Button, Space } from 'antd';
import { useState, type ReactNode } from 'react';

interface TableInputProps<Value> {
  readonly value: Readonly<Record<string, Value>>;
  readonly onChange: (value: Readonly<Record<string, Value>>) => void;
  /** Names that are offered; another one may be typed. */
  readonly names: readonly string[];
  /** What a new row holds. */
  readonly fresh: Value;
  readonly render: (value: Value, change: (value: Value) => void, name: string) => ReactNode;
}

/** A value for each of some names, such as a ratio for each level. */
export function TableInput<Value>({ value, onChange, names, fresh, render }: TableInputProps<Value>) {
  const [typed, setTyped] = useState('');
  const rows = Object.entries(value);
  const without = (name: string): Readonly<Record<string, Value>> =>
    Object.fromEntries(rows.filter(([other]) => other !== name));
  const add = (name: string): void => {
    if (name === '' || Object.hasOwn(value, name)) return;
    onChange({ ...value, [name]: fresh });
    setTyped('');
  };
  return (
    <Space orientation="vertical" size={8}>
      {rows.map(([name, each]) => (
        <Space key={name}>
          <span style={{ display: 'inline-block', minWidth: 80 }}>{name}</span>
          {render(each, (next) => onChange({ ...value, [name]: next }), name)}
          <Button size="small" type="text" danger onClick={() => onChange(without(name))}>
            移除
          </Button>
        </Space>
      ))}
      <Space>
        <AutoComplete
          aria-label="会员等级"
          placeholder="会员等级"
          style={{ width: 160 }}
          value={typed}
          options={names.filter((name) => !Object.hasOwn(value, name)).map((name) => ({ value: name }))}
          onChange={setTyped}
          onSelect={add}
        />
        <Button size="small" onClick={() => add(typed.trim())}>
          添加
        </Button>
      </Space>
    </Space>
  );
}
