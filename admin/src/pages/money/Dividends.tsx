import { Button } from 'antd';
import { useState } from 'react';
import { DIVIDEND_STATE_TEXT, DIVIDEND_STATE_TONE } from '@paifan/shared/texts/states';
import { useList } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { DecideDividend, type Dividend } from '../../features/money/DecideDividend';
import { PrepareDividend } from '../../features/money/PrepareDividend';
import { ExportButton } from '../../ui/ExportButton';
import { isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

const COLUMNS: readonly Column<Dividend>[] = [
  { key: 'name', title: '名称', render: ({ name }) => name },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={DIVIDEND_STATE_TONE[state]} text={DIVIDEND_STATE_TEXT[state]} />,
  },
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
  { key: 'requestedBy', title: '发起人', render: ({ requestedBy }) => requestedBy.name },
  {
    key: 'requestedAt',
    title: '发起',
    hidden: true,
    render: ({ requestedAt }) => <Time iso={requestedAt} />,
  },
  { key: 'decidedBy', title: '复核人', render: ({ decidedBy }) => decidedBy?.name ?? '—' },
  { key: 'decidedAt', title: '复核', render: ({ decidedAt }) => <Time iso={decidedAt} /> },
  { key: 'note', title: '复核意见', hidden: true, render: ({ decisionNote }) => decisionNote ?? '—' },
];

/** Dividends: one operator prepares, another approves and so pays. */
export default function Dividends() {
  const [{ state }, setFilters, clear] = useUrlState(['state']);
  const mayPrepare = useMay('money.adjust');
  const mayDecide = useMay('money.approve');
  const [isPreparing, setPreparing] = useState(false);
  const [open, setOpen] = useState<Dividend | null>(null);
  const sifted = isOneOf(DIVIDEND_STATE_TEXT, state) ? { state } : {};
  const list = useList('GET /api/admin/dividends', { query: sifted });
  const actions: Column<Dividend> = {
    key: 'actions',
    title: '操作',
    render: (dividend) =>
      dividend.state === 'requested' ? (
        <Button size="small" onClick={() => setOpen(dividend)}>
          复核
        </Button>
      ) : null,
  };
  return (
    <>
      <PageHead
        title="分红"
        about="按会员等级的权重分给会员，除不尽的留到下次；一人发起，另一人复核后发放"
        actions={
          mayPrepare ? (
            <Button type="primary" onClick={() => setPreparing(true)}>
              发起分红
            </Button>
          ) : null
        }
      />
      <div className="filters">
        <StateFilter words={DIVIDEND_STATE_TEXT} value={state} onChange={setFilters} />
      </div>
      <ListTable
        name="dividends"
        columns={mayDecide ? [...COLUMNS, actions] : COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="没有分红"
        hint="点「发起分红」，先看各等级分到多少；由另一位操作员复核后发放"
        onClear={clear}
        exported={<ExportButton kind="exportDividends" filters={sifted} />}
      />
      {isPreparing ? <PrepareDividend onClose={() => setPreparing(false)} /> : null}
      {open === null ? null : <DecideDividend dividend={open} onClose={() => setOpen(null)} />}
    </>
  );
}
