import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { merchantId as merchantIdOf } from '@paifan/shared/ids/ids';
import { useList } from '../../api/queries';
import { STATEMENT_COLUMNS, type Statement } from '../../features/merchants/statementColumns';
import { StatementDrawer } from '../../features/merchants/StatementDrawer';
import { FilterText } from '../../ui/FilterText';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';

const ID = /^[1-9]\d{0,18}$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What the lines of each merchant came to, by day. */
export default function Statements() {
  const [{ merchantId, day }, setFilters] = useUrlState(['merchantId', 'day']);
  const [open, setOpen] = useState<Statement | null>(null);
  const list = useList('GET /api/admin/statements', {
    query: {
      ...(merchantId !== undefined && ID.test(merchantId) ? { merchantId: merchantIdOf(merchantId) } : {}),
      ...(day !== undefined && DAY.test(day) ? { day } : {}),
    },
  });
  const columns: readonly Column<Statement>[] = [
    ...STATEMENT_COLUMNS,
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
        <DatePicker
          placeholder="日期"
          value={day !== undefined && DAY.test(day) ? dayjs(day) : null}
          onChange={(value) => setFilters({ day: value?.format('YYYY-MM-DD') })}
        />
      </div>
      <ListTable name="statements" columns={columns} list={list} rowKey={({ id }) => id} empty="还没有日结" />
      {open === null ? null : <StatementDrawer statement={open} onClose={() => setOpen(null)} />}
    </>
  );
}
