import { Drawer, Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';

interface RolesDrawerProps {
  /** Every permission, with what it allows in words. */
  readonly permissions: Readonly<Record<string, string>>;
  readonly roles: Readonly<
    Record<string, { readonly label: string; readonly permissions: readonly string[] }>
  >;
  readonly onClose: () => void;
}

interface Row {
  readonly key: string;
  readonly words: string;
}

/** Which role may do what, by the tables that the server asks. */
export function RolesDrawer({ permissions, roles, onClose }: RolesDrawerProps) {
  const columns: ColumnsType<Row> = [
    { title: '权限', dataIndex: 'words' },
    ...Object.entries(roles).map(([name, { label, permissions: own }]) => ({
      key: name,
      title: label,
      align: 'center' as const,
      render: (_: unknown, { key }: Row) =>
        own.includes(key) ? <span aria-label="可以">✓</span> : <span className="quiet">—</span>,
    })),
  ];
  return (
    <Drawer open title="角色与权限" size={720} onClose={onClose}>
      <Table<Row>
        size="small"
        pagination={false}
        dataSource={Object.entries(permissions).map(([key, words]) => ({ key, words }))}
        columns={columns}
      />
    </Drawer>
  );
}
