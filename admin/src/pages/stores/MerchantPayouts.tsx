import { Button, Space, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { merchantId as merchantIdOf } from '@paifan/shared/ids/ids';
import { PAYOUT_METHODS } from '@paifan/shared/merchants/payablePayouts';
import { PAYOUT_PERIODS } from '@paifan/shared/merchants/payables';
import { MERCHANT_PAYOUT_STATE_TEXT, MERCHANT_PAYOUT_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { PayoutDrawer } from '../../features/merchants/PayoutDrawer';
import { ExportButton } from '../../ui/ExportButton';
import { isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useConfirm } from '../../ui/useConfirm';
import { useUrlState } from '../../ui/useUrlState';

type Payout = ItemOf<'GET /api/admin/merchant-payouts'>;
type Proposal = ItemOf<'GET /api/admin/payout-proposals'>;

/** How merchants are paid: whom to pay now, and what was asked for, approved and paid. */
export default function MerchantPayouts() {
  const [{ tab }, setUrl] = useUrlState(['tab']);
  return (
    <>
      <PageHead title="商家结算" about="一人申请，另一人复核；线下打款后登记转账单号，账本随之入账" />
      <Tabs
        activeKey={tab === 'payouts' ? tab : 'proposals'}
        onChange={(key) => setUrl({ tab: key })}
        destroyOnHidden
        items={[
          { key: 'proposals', label: '现在可结算', children: <Proposals /> },
          { key: 'payouts', label: '结算单', children: <Payouts /> },
        ]}
      />
    </>
  );
}

const merchantLink = ({ merchant: { id, name } }: { merchant: { id: string; name: string } }) => (
  <Link to={`/merchants/${id}`}>{name}</Link>
);

function Proposals() {
  const list = useList('GET /api/admin/payout-proposals', {});
  const mayAsk = useMay('money.adjust');
  const columns: readonly Column<Proposal>[] = [
    { key: 'merchant', title: '商家', render: merchantLink },
    { key: 'period', title: '周期', render: ({ period }) => PAYOUT_PERIODS[period] },
    {
      key: 'days',
      title: '未结算',
      render: ({ days, fromDay, untilDay }) => `${days} 天（${fromDay} 至 ${untilDay}）`,
    },
    { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
    {
      key: 'min',
      title: '起付',
      align: 'right',
      hidden: true,
      render: ({ minFen }) => <Money fen={minFen} />,
    },
    {
      key: 'actions',
      title: '操作',
      render: (row) =>
        row.hasAccount ? mayAsk ? <Ask row={row} /> : null : <Tag color="warning">商家未填收款账户</Tag>,
    },
  ];
  return (
    <ListTable
      name="payoutProposals"
      exported="work until it is done"
      columns={columns}
      list={list}
      rowKey={({ merchant }) => merchant.id}
      empty="现在没有要结算的"
      hint="按各商家的周期与起付额，到期的列在这里"
    />
  );
}

function Ask({ row: { merchant, untilDay, fromDay, days, amountFen } }: { row: Proposal }) {
  const confirm = useConfirm();
  const ask = useWrite('POST /api/admin/merchant-payouts', '已申请，等另一位操作员复核');
  return (
    <Button
      size="small"
      type="primary"
      onClick={() =>
        confirm({
          title: `申请结算「${merchant.name}」`,
          facts: [
            ['日结', `${days} 天，${fromDay} 至 ${untilDay}`],
            ['金额', <Money key="amount" fen={amountFen} />],
          ],
          verb: '申请结算',
          run: () => ask.mutateAsync({ body: { merchantId: merchant.id, untilDay, expectedFen: amountFen } }),
        })
      }
    >
      申请结算
    </Button>
  );
}

function Payouts() {
  const [{ state, merchantId }, setFilters, clear] = useUrlState(['state', 'merchantId']);
  const [open, setOpen] = useState<Payout | null>(null);
  const sifted = {
    ...(isOneOf(MERCHANT_PAYOUT_STATE_TEXT, state) ? { state } : {}),
    merchantId: idOf(merchantId, merchantIdOf),
  };
  const list = useList('GET /api/admin/merchant-payouts', { query: sifted });
  const columns: readonly Column<Payout>[] = [
    { key: 'no', title: '结算单', render: ({ no }) => no },
    { key: 'merchant', title: '商家', render: merchantLink },
    {
      key: 'state',
      title: '状态',
      render: (row) => (
        <StateTag tone={MERCHANT_PAYOUT_STATE_TONE[row.state]} text={MERCHANT_PAYOUT_STATE_TEXT[row.state]} />
      ),
    },
    { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
    {
      key: 'days',
      title: '日结',
      render: ({ fromDay, untilDay, days }) => `${days} 天，${fromDay} 至 ${untilDay}`,
    },
    {
      key: 'account',
      title: '收款账户',
      render: ({ method, bankName, numberEnd }) =>
        `${bankName ?? PAYOUT_METHODS[method].label} 尾号 ${numberEnd}`,
    },
    { key: 'requestedBy', title: '申请人', render: ({ requestedBy }) => requestedBy.name },
    { key: 'requestedAt', title: '申请', render: ({ requestedAt }) => <Time iso={requestedAt} /> },
    {
      key: 'decidedBy',
      title: '复核人',
      hidden: true,
      render: ({ decidedBy }) => decidedBy?.name ?? '—',
    },
    { key: 'reference', title: '转账单号', hidden: true, render: ({ reference }) => reference ?? '—' },
    {
      key: 'actions',
      title: '操作',
      render: (row) => (
        <Button
          size="small"
          type={row.state === 'requested' || row.state === 'approved' ? 'primary' : 'default'}
          onClick={() => setOpen(row)}
        >
          {row.state === 'requested' ? '复核' : row.state === 'approved' ? '打款' : '查看'}
        </Button>
      ),
    },
  ];
  return (
    <>
      <Space className="filters">
        <StateFilter words={MERCHANT_PAYOUT_STATE_TEXT} value={state} onChange={setFilters} />
        <FilterText
          name="商家编号"
          width={160}
          value={merchantId}
          onChange={(value) => setFilters({ merchantId: value })}
        />
      </Space>
      <ListTable
        name="merchantPayouts"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="没有结算单"
        hint="在「现在可结算」申请结算后，列在这里"
        onClear={clear}
        exported={<ExportButton kind="exportMerchantPayouts" filters={sifted} />}
      />
      {open === null ? null : <PayoutDrawer id={open.id} onClose={() => setOpen(null)} />}
    </>
  );
}
