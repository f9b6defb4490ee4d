import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { merchantId as merchantIdOf } from '@paifan/shared/ids/ids';
import { useList } from '../../api/queries';
import { sumColumns, type MerchantStatement } from '../../features/merchants/statementColumns';
import { StatementDrawer } from '../../features/merchants/StatementDrawer';
import { ExportButton } from '../../ui/ExportButton';
import { dayOf, FilterDay } from '../../ui/FilterDay';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';

/** What the lines of each merchant came to, by day. */
export default function Statements() {
  const [{ merchantId, day }, setFilters, clear] = useUrlState(['merchantId', 'day']);
  const [open, setOpen] = useState<MerchantStatement | null>(null);
  const merchant = idOf(merchantId, merchantIdOf);
  const list = useList('GET /api/admin/statements', { query: { merchantId: merchant, day: dayOf(day) } });
  const columns: readonly Column<MerchantStatement>[] = [
    { key: 'day', title: '日期', render: ({ day: of }) => of },
    {
      key: 'merchant',
      title: '商家',
      render: ({ merchant: { id, name } }) => <Link to={`/merchants/${id}`}>{name}</Link>,
    },
    ...sumColumns('admin'),
    {
      key: 'actions',
      title: '操作',
      render: (statement) => (
        <Button size="small" onClick={() => setOpen(statement)}>
          明细
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHead title="商家日结" about="订单完成后计入当日；应付 = 销售 − 退款 − 平台抽成 + 运费" />
      <div className="filters">
        <FilterText
          name="商家编号"
          width={160}
          value={merchantId}
          onChange={(value) => setFilters({ merchantId: value })}
        />
        <FilterDay value={day} onChange={(chosen) => setFilters({ day: chosen })} />
      </div>
      <ListTable
        name="statements"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有日结"
        hint="商家的订单完成后，次日凌晨结账"
        onClear={clear}
        exported={
          <ExportButton
            kind="exportStatements"
            days={{ from: dayOf(day), to: dayOf(day) }}
            filters={{ merchantId: merchant }}
          />
        }
      />
      {open === null ? null : (
        <StatementDrawer
          {...{ side: 'admin', statement: open, title: `${open.merchant.name} ${open.day}` }}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
