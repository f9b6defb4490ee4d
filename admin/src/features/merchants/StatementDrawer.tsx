import { Drawer, Table } from 'antd';
import { Link } from 'react-router';
import { useList, useRead, type ItemOf } from '../../api/queries';
import { ListTable, type Column } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { Time } from '../../ui/Time';
import type { Side } from '../sides';
import { OWED, type DayStatement } from './statementColumns';

const ROUTES = {
  admin: { day: 'GET /api/admin/statements/:id', lines: 'GET /api/admin/statements/:id/lines' },
  desk: { day: 'GET /api/desk/statements/:id', lines: 'GET /api/desk/statements/:id/lines' },
} as const;

type Line = ItemOf<'GET /api/desk/statements/:id/lines'>;

const lineColumns = (side: Side, isStore: boolean): readonly Column<Line>[] => [
  { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
  { key: 'kind', title: '类型', render: ({ kind }) => (kind === 'sale' ? '销售' : '退款') },
  {
    key: 'order',
    title: '订单',
    // What a cashier took has no page at the desk.
    render: ({ orderNo }) => (side === 'admin' ? <Link to={`/orders/${orderNo}`}>{orderNo}</Link> : orderNo),
  },
  {
    key: 'title',
    title: '商品',
    render: ({ title, skuName, quantity }) =>
      `${title}${skuName === '' ? '' : `（${skuName}）`} × ${quantity}`,
  },
  { key: 'sale', title: '金额', align: 'right', render: ({ saleFen }) => <Money fen={saleFen} /> },
  ...(isStore
    ? [
        {
          key: 'commission',
          title: '抽成',
          align: 'right' as const,
          render: ({ commissionFen }: Line) => <Money fen={commissionFen} />,
        },
      ]
    : []),
  {
    key: 'payable',
    title: OWED[side],
    align: 'right',
    render: ({ payableFen }) => <Money fen={payableFen} />,
  },
];

interface StatementDrawerProps {
  readonly side: Side;
  readonly statement: DayStatement;
  readonly title: string;
  /** Of a store's merchant; a supplier has no stores and pays no commission. */
  readonly isStore?: boolean;
  readonly onClose: () => void;
}

/** One day of a merchant: by store, and every line that it is made of. */
export function StatementDrawer({ side, statement, title, isStore = true, onClose }: StatementDrawerProps) {
  const params = { id: statement.id };
  const day = useRead(ROUTES[side].day, { params });
  const lines = useList(ROUTES[side].lines, { params });
  return (
    <Drawer open title={title} size={960} onClose={onClose}>
      <Loaded query={day}>
        {({ stores }) =>
          stores.length === 0 ? null : (
            <Table
              size="small"
              pagination={false}
              rowKey="storeId"
              title={() => '按门店'}
              dataSource={stores}
              columns={[
                { title: '门店', dataIndex: 'storeName' },
                { title: '笔数', align: 'right', dataIndex: 'lines' },
                { title: '销售', align: 'right', render: (_, row) => <Money fen={row.saleFen} /> },
                { title: '退款', align: 'right', render: (_, row) => <Money fen={row.refundedFen} /> },
                { title: '平台抽成', align: 'right', render: (_, row) => <Money fen={row.commissionFen} /> },
                { title: '运费', align: 'right', render: (_, row) => <Money fen={row.freightFen} /> },
                { title: OWED[side], align: 'right', render: (_, row) => <Money fen={row.payableFen} /> },
              ]}
            />
          )
        }
      </Loaded>
      <ListTable
        name={side === 'desk' ? 'deskStatementLines' : 'statementLines'}
        exported="from another list"
        columns={lineColumns(side, isStore)}
        list={lines}
        rowKey={({ orderNo, line, kind, at }) => `${orderNo}-${line}-${kind}-${at}`}
        empty="这一天没有明细"
        hint="有订单完成或退款的日子才有明细"
      />
    </Drawer>
  );
}
