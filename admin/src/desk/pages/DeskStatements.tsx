import { Button, DatePicker, Drawer, Table } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useList, useRead, type ItemOf } from '../../api/queries';
import { ListTable, type Column } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';
import { statementColumns, type Statement } from '../parts/statements';
import { useDesk } from '../whoAmI';

type Line = ItemOf<'GET /api/desk/statements/:id/lines'>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the merchant is owed, day by day. */
export default function DeskStatements() {
  const [{ day }, setFilters] = useUrlState(['day']);
  const [opened, setOpened] = useState<Statement | null>(null);
  const { merchant } = useDesk();
  const list = useList('GET /api/desk/statements', {
    query: day !== undefined && DAY.test(day) ? { day } : {},
  });
  const columns: readonly Column<Statement>[] = [
    {
      key: 'day',
      title: '日期',
      render: (row) => (
        <Button type="link" size="small" onClick={() => setOpened(row)}>
          {row.day}
        </Button>
      ),
    },
    ...statementColumns(merchant.kind === 'store'),
  ];
  return (
    <>
      <PageHead title="日结" about="订单完成的日子计入；次日凌晨结账，以后的退款计入退款当天" />
      <div className="filters">
        <DatePicker
          aria-label="日期"
          placeholder="日期"
          value={day === undefined ? null : dayjs(day)}
          onChange={(chosen: dayjs.Dayjs | null) => setFilters({ day: chosen?.format('YYYY-MM-DD') })}
        />
      </div>
      <ListTable
        name="deskStatements"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有结账的日子"
      />
      {opened === null ? null : <Day statement={opened} onClose={() => setOpened(null)} />}
    </>
  );
}

/** One day: by store, and every line that it is made of. */
function Day({ statement, onClose }: { statement: Statement; onClose: () => void }) {
  const params = { id: statement.id };
  const found = useRead('GET /api/desk/statements/:id', { params });
  const lines = useList('GET /api/desk/statements/:id/lines', { params });
  const { merchant } = useDesk();
  const columns: readonly Column<Line>[] = [
    { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
    { key: 'kind', title: '类型', render: ({ kind }) => (kind === 'sale' ? '销售' : '退款') },
    { key: 'order', title: '订单', render: ({ orderNo }) => orderNo },
    {
      key: 'title',
      title: '商品',
      render: ({ title, skuName, quantity }) =>
        `${title}${skuName === '' ? '' : `（${skuName}）`} × ${quantity}`,
    },
    { key: 'sale', title: '金额', align: 'right', render: ({ saleFen }) => <Money fen={saleFen} /> },
    ...(merchant.kind === 'store'
      ? [
          {
            key: 'commission',
            title: '抽成',
            align: 'right' as const,
            render: ({ commissionFen }: Line) => <Money fen={commissionFen} />,
          },
        ]
      : []),
    { key: 'payable', title: '应收', align: 'right', render: ({ payableFen }) => <Money fen={payableFen} /> },
  ];
  return (
    <Drawer open title={`日结 ${statement.day}`} size={960} onClose={onClose}>
      <Loaded query={found}>
        {({ stores }) =>
          stores.length < 2 ? null : (
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
                { title: '应收', align: 'right', render: (_, row) => <Money fen={row.payableFen} /> },
              ]}
            />
          )
        }
      </Loaded>
      <ListTable
        name="deskStatementLines"
        columns={columns}
        list={lines}
        rowKey={({ orderNo, line, kind, at }) => `${orderNo}-${line}-${kind}-${at}`}
        empty="这一天没有明细"
      />
    </Drawer>
  );
}
