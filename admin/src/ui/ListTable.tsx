import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query';
import { Button, Checkbox, Popover, Space, Table, type TableProps } from 'antd';
import { useState, type ReactElement, type ReactNode } from 'react';
import { LoadError } from './Loaded';
import { NoRows, type NoRowsProps } from './Nothing';

/** One column. What it holds is said once, for the table and for the choice of columns. */
export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly align?: 'right';
  readonly width?: number;
  /** Not shown until somebody asks for it. */
  readonly hidden?: true;
}

/** A list as `useList` reads it. */
export type ListOf<Row> = Pick<
  UseInfiniteQueryResult<InfiniteData<{ items: Row[]; next: string | null }>>,
  | 'data'
  | 'error'
  | 'refetch'
  | 'fetchNextPage'
  | 'hasNextPage'
  | 'isPending'
  | 'isPlaceholderData'
  | 'isFetchingNextPage'
>;

/** Why a list has no export of its own. */
export type Unexported =
  // What the shop set up or decided itself: looked up one by one, never reckoned with.
  | 'a few to read'
  | "one's own tasks"
  // A row leaves the list when somebody has seen to it; what it was about is in a list of its own.
  | 'work until it is done'
  | 'from another list'
  | 'public as it is';

interface ListTableProps<Row> extends NoRowsProps {
  /** Names the table, to remember its columns. */
  name: string;
  columns: readonly Column<Row>[];
  list: ListOf<Row>;
  rowKey: (row: Row) => string;
  /** Beside the choice of columns: batch actions. */
  tools?: ReactNode;
  /** The button that exports what it shows, or why it has none: a list of records that are reckoned with has one. */
  exported: ReactElement | Unexported;
  onRow?: TableProps<Row>['onRow'];
  rowSelection?: TableProps<Row>['rowSelection'];
}

/** A list that is paged by cursor, with a choice of columns that this browser remembers, and its own ways to be empty, broken and at its end. */
export function ListTable<Row extends object>({
  name,
  columns,
  list,
  rowKey,
  tools,
  exported,
  empty,
  hint,
  onClear,
  onRow,
  rowSelection,
}: ListTableProps<Row>) {
  const [shown, setShown] = useShownColumns(name, columns);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  if (list.data === undefined && list.error)
    return <LoadError error={list.error} retry={() => void list.refetch()} />;
  return (
    <>
      <Space style={{ marginBottom: 8, justifyContent: 'flex-end', width: '100%' }}>
        {tools}
        {typeof exported === 'string' ? null : exported}
        <ColumnChoice columns={columns} shown={shown} onChange={setShown} />
      </Space>
      {list.error ? <LoadError error={list.error} retry={() => void list.refetch()} /> : null}
      <Table<Row>
        size="middle"
        rowKey={rowKey}
        dataSource={rows}
        // While it is only read anew, what was shown stays as it is.
        loading={list.isPending || list.isPlaceholderData}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText:
            list.data === undefined ? (
              <div aria-busy="true">正在加载</div>
            ) : (
              <NoRows {...{ empty, hint, onClear }} />
            ),
        }}
        onRow={onRow && byKeyboard(onRow)}
        rowSelection={rowSelection}
        columns={columns
          .filter(({ key }) => shown.has(key))
          .map(({ key, title, render, align, width }) => ({
            ...{ key, title, align, width },
            render: (_: unknown, row: Row) => render(row),
          }))}
      />
      <div className="list-end">
        {list.hasNextPage ? (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            加载更多
          </Button>
        ) : rows.length > 0 ? (
          `共 ${rows.length} 条，已到底`
        ) : null}
      </div>
    </>
  );
}

/** A row that opens when it is clicked is reached by Tab, and opened by Enter. */
const byKeyboard =
  <Row,>(onRow: NonNullable<TableProps<Row>['onRow']>): TableProps<Row>['onRow'] =>
  (row, index) => ({
    tabIndex: 0,
    onKeyDown: ({ key, target, currentTarget }) => {
      if (key === 'Enter' && target === currentTarget) currentTarget.click();
    },
    ...onRow(row, index),
  });

function useShownColumns<Row>(name: string, columns: readonly Column<Row>[]) {
  const storageKey = `paifan.columns.${name}`;
  const [shown, setShown] = useState<ReadonlySet<string>>(() => {
    const kept = localStorage.getItem(storageKey);
    const keys = kept?.split(',').filter((key) => columns.some((column) => column.key === key));
    return new Set(keys?.length ? keys : columns.filter(({ hidden }) => !hidden).map(({ key }) => key));
  });
  const change = (keys: readonly string[]): void => {
    localStorage.setItem(storageKey, keys.join(','));
    setShown(new Set(keys));
  };
  return [shown, change] as const;
}

const ColumnChoice = <Row,>({
  columns,
  shown,
  onChange,
}: {
  columns: readonly Column<Row>[];
  shown: ReadonlySet<string>;
  onChange: (keys: readonly string[]) => void;
}) => (
  <Popover
    trigger="click"
    placement="bottomRight"
    content={
      <Checkbox.Group
        style={{ display: 'grid', gap: 8 }}
        options={columns.map(({ key, title }) => ({ value: key, label: title }))}
        value={[...shown]}
        onChange={(keys) => keys.length > 0 && onChange(keys.map(String))}
      />
    }
  >
    <Button size="small">选择列</Button>
  </Popover>
);
