import { Drawer, Table } from 'antd';
import { Link } from 'react-router';
import { useList, useRead, type ItemOf } from '../../api/queries';
import { ListTable, type Column } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { Time } from '../../ui/Time';
import type { Statement } from './statementColumns';

type Line = ItemOf<'GET /api/admin/statements/:id/lines'>;

const LINES: readonly Column<Line>[] = [
  { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
  { key: 'kind', title: '类型', render: ({ kind }) => (kind === 'sale' ? '销售' : '退款') },
  {
    key: 'order',
    title: '订单',
    render: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
  },
  {
    key: 'title',
    title: '商品',
    render: ({ title, skuName, quantity }) => `${title}${skuName === '' ? '' : ` ${skuName}`} × ${quantity}`,
  },
  { key: 'sale', title: '金额', align: 'right', render: ({ saleFen }) => <Money fen={saleFen} /> },
  {
    key: 'commission',
    title: '抽成',
    align: 'right',
    render: ({ commissionFen }) => <Money fen={commissionFen} />,
  },
  { key: 'payable', title: '应付', align: 'right', render: ({ payableFen }) => <Money fen={payableFen} /> },
];

/** One day of a merchant: by store, and every line that it is made of. */
export function StatementDrawer({ statement, onClose }: { statement: Statement; onClose: () => void }) {
  const params = { id: statement.id };
  const day = useRead('GET /api/admin/statements/:id', { params });
  const lines = useList('GET /api/admin/statements/:id/lines', { params });
  return (
    <Drawer open title={`${statement.merchant.name} ${statement.day}`} size={960} onClose={onClose}>
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
                { title: '应付', align: 'right', render: (_, row) => <Money fen={row.payableFen} /> },
              ]}
            />
          )
        }
      </Loaded>
      <ListTable
        name="statementLines"
        columns={LINES}
        list={lines}
        rowKey={({ orderNo, line, kind, at }) => `${orderNo}-${line}-${kind}-${at}`}
        empty="这一天没有明细"
      />
    </Drawer>
  );
}
