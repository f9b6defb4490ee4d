import { Button } from 'antd';
import { useState } from 'react';
import { useList, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { PayDividend } from '../../features/money/PayDividend';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';

type Row = ItemOf<'GET /api/admin/dividends'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'name', title: '名称', render: ({ name }) => name },
  { key: 'amount', title: '分红', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
  {
    key: 'before',
    title: '上次余下',
    align: 'right',
    render: ({ restBeforeFen }) => <Money fen={restBeforeFen} />,
  },
  { key: 'paid', title: '发放', align: 'right', render: ({ paidFen }) => <Money fen={paidFen} /> },
  {
    key: 'after',
    title: '余到下次',
    align: 'right',
    render: ({ restAfterFen }) => <Money fen={restAfterFen} />,
  },
  { key: 'members', title: '会员', align: 'right', render: ({ members }) => members },
  { key: 'by', title: '确认人', render: ({ confirmedBy }) => confirmedBy },
  { key: 'paidAt', title: '时间', render: ({ paidAt }) => <Time iso={paidAt} /> },
];

/** Dividends that were paid, and the way to pay one. */
export default function Dividends() {
  const mayPay = useMay('money.approve');
  const [isPaying, setPaying] = useState(false);
  const list = useList('GET /api/admin/dividends', {});
  return (
    <>
      <PageHead
        title="分红"
        about="按会员等级的权重分给会员，除不尽的留到下次"
        actions={
          mayPay ? (
            <Button type="primary" onClick={() => setPaying(true)}>
              发放分红
            </Button>
          ) : null
        }
      />
      <ListTable
        name="dividends"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="还没有发放过"
      />
      {isPaying ? <PayDividend onClose={() => setPaying(false)} /> : null}
    </>
  );
}
