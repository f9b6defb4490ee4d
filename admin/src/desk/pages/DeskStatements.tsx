import { Button, Tag } from 'antd';
import { useState } from 'react';
import { merchantPayoutId } from '@paifan/shared/ids/ids';
import { useList } from '../../api/queries';
import { sumColumns, type DayStatement } from '../../features/merchants/statementColumns';
import { StatementDrawer } from '../../features/merchants/StatementDrawer';
import { dayOf } from '../../ui/FilterDay';
import { FilterDays } from '../../ui/FilterDays';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { PageHead } from '../../ui/PageHead';
import { useUrlState } from '../../ui/useUrlState';
import { DeskExportButton } from '../parts/DeskExportButton';
import { useDesk } from '../whoAmI';

/** What the merchant is owed, day by day. */
export default function DeskStatements() {
  const [{ from, to, payout }, setFilters, clear] = useUrlState(['from', 'to', 'payout']);
  const days = { from: dayOf(from), to: dayOf(to) };
  const [opened, setOpened] = useState<DayStatement | null>(null);
  const isStore = useDesk().merchant.kind === 'store';
  const list = useList('GET /api/desk/statements', {
    query: { ...days, payoutId: idOf(payout, merchantPayoutId) },
  });
  const columns: readonly Column<DayStatement>[] = [
    {
      key: 'day',
      title: '日期',
      render: (row) => (
        <Button type="link" size="small" onClick={() => setOpened(row)}>
          {row.day}
        </Button>
      ),
    },
    ...sumColumns('desk', isStore),
  ];
  return (
    <>
      <PageHead title="日结" about="订单完成的日子计入；次日凌晨结账，以后的退款计入退款当天" />
      <div className="filters">
        <FilterDays {...days} onChange={setFilters} />
        {payout === undefined ? null : (
          <Tag closable onClose={() => setFilters({ payout: undefined })}>
            一张结算单的日结
          </Tag>
        )}
      </div>
      <ListTable
        name="deskStatements"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有结账的日子"
        hint="订单完成的次日凌晨结账，结账后列在这里"
        onClear={clear}
        exported={
          <DeskExportButton kind="deskExportStatements" days={days} unheeded={payout ? ['结算单'] : []} />
        }
      />
      {opened === null ? null : (
        <StatementDrawer
          {...{ side: 'desk', statement: opened, isStore, title: `日结 ${opened.day}` }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
