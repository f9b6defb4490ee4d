import { Button } from 'antd';
import { useState } from 'react';
import { WITHDRAWAL_STATE_TEXT, WITHDRAWAL_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { WithdrawalDrawer } from '../../features/money/WithdrawalDrawer';
import { ExportButton } from '../../ui/ExportButton';
import { isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/withdrawals'>;

/** Withdrawals; those that wait for a review are looked at with what helps to judge them. */
export default function Withdrawals() {
  const [{ state }, setFilters, clear] = useUrlState(['state']);
  const [open, setOpen] = useState<string | null>(null);
  const list = useList('GET /api/admin/withdrawals', {
    query: isOneOf(WITHDRAWAL_STATE_TEXT, state) ? { state } : {},
  });
  const columns: readonly Column<Row>[] = [
    { key: 'no', title: '提现单', render: ({ no }) => no },
    {
      key: 'state',
      title: '状态',
      render: (row) => (
        <StateTag tone={WITHDRAWAL_STATE_TONE[row.state]} text={WITHDRAWAL_STATE_TEXT[row.state]} />
      ),
    },
    { key: 'member', title: '会员', render: ({ member }) => <MemberName member={member} /> },
    { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
    { key: 'fee', title: '手续费', align: 'right', render: ({ feeFen }) => <Money fen={feeFen} /> },
    { key: 'requestedAt', title: '申请', render: ({ requestedAt }) => <Time iso={requestedAt} /> },
    { key: 'reviewedBy', title: '审核', hidden: true, render: ({ reviewedBy }) => reviewedBy ?? '—' },
    {
      key: 'bill',
      title: '微信转账单号',
      hidden: true,
      render: ({ transferBillNo }) => transferBillNo ?? '—',
    },
    {
      key: 'actions',
      title: '操作',
      render: ({ id, state: at }) => (
        <Button size="small" type={at === 'reviewing' ? 'primary' : 'default'} onClick={() => setOpen(id)}>
          {at === 'reviewing' ? '审核' : '查看'}
        </Button>
      ),
    },
  ];
  return (
    <>
      <PageHead title="提现" about="审核通过后由微信商家转账，会员在微信确认后到账" />
      <div className="filters">
        <StateFilter words={WITHDRAWAL_STATE_TEXT} value={state} onChange={setFilters} />
      </div>
      <ListTable
        name="withdrawals"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="没有提现"
        hint="会员申请提现后，列在这里审核与打款"
        onClear={clear}
        exported={
          <ExportButton
            kind="exportWithdrawals"
            filters={isOneOf(WITHDRAWAL_STATE_TEXT, state) ? { state } : {}}
          />
        }
      />
      {open === null ? null : <WithdrawalDrawer id={open} onClose={() => setOpen(null)} />}
    </>
  );
}
