import { Button, Space } from 'antd';
import type { ReactNode } from 'react';

/** Values that are typed row by row: each can be changed and taken away, and another begun. */
export const RowsInput = <Row extends object>({
  rows,
  onChange,
  fresh,
  add,
  least = 0,
  children,
}: {
  rows: readonly Row[];
  onChange: (rows: readonly Row[]) => void;
  /** What another row begins with. */
  fresh: Row;
  /** What the button for another one says. */
  add: string;
  /** So many stay. */
  least?: number;
  /** @param nth from 1 */
  children: (row: Row, change: (next: Partial<Row>) => void, nth: number) => ReactNode;
}) => (
  <Space orientation="vertical">
    {rows.map((row, index) => (
      <Space key={index} wrap>
        {children(
          row,
          (next) => onChange(rows.map((each, place) => (place === index ? { ...each, ...next } : each))),
          index + 1,
        )}
        <Button
          size="small"
          type="text"
          danger
          disabled={rows.length <= least}
          onClick={() => onChange(rows.filter((_, place) => place !== index))}
        >
          移除
        </Button>
      </Space>
    ))}
    <Button size="small" onClick={() => onChange([...rows, fresh])}>
      {add}
    </Button>
  </Space>
);
