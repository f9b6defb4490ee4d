import { Table } from 'antd';
import { Link } from 'react-router';
import { queueKey } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { accountText } from '@paifan/shared/texts/accounts';
import { useMay } from '../../api/whoAmI';
import { queuePath, queueTitle } from '../queues/words';
import { Hundredths, Money } from '../../ui/Money';
import { NoRows } from '../../ui/Nothing';
import { Time } from '../../ui/Time';

export type Journal = ResponseOf<'GET /api/admin/ledger/journals'>['items'][number];

interface JournalsProps {
  readonly journals: readonly Journal[];
  /** Others are being read. */
  readonly isOld?: boolean;
  /** Takes the filters back; absent where none is set. */
  readonly onClear?: (() => void) | undefined;
}

/** Journals, each with its postings below it: they add up to nothing for each asset. */
export const Journals = ({ journals, isOld = false, onClear }: JournalsProps) => (
  <Table
    size="small"
    pagination={false}
    rowKey="id"
    dataSource={[...journals]}
    loading={isOld}
    locale={{
      emptyText: <NoRows empty="还没有分录" hint="收款、结算、提现与退款时，自动记下" onClear={onClear} />,
    }}
    expandable={{ expandedRowRender: (journal) => <Postings journal={journal} /> }}
    columns={[
      { title: '时间', render: (_, { at }) => <Time iso={at} /> },
      { title: '事由', dataIndex: 'text' },
      { title: '凭证', render: (_, { key }) => <code>{key}</code> },
      {
        title: '订单',
        render: (_, { orderNo }) =>
          orderNo === null ? '—' : <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
      },
      {
        title: '队列',
        render: (_, { queueKey: key }) =>
          key === null ? '—' : <Link to={queuePath(queueKey(key))}>{queueTitle(queueKey(key))}</Link>,
      },
    ]}
  />
);

/** An account, with the way to its movements for who may see them; whoever points at it reads its code. */
export function AccountLink({ account }: { account: string }) {
  const text = accountText(account);
  if (!useMay('money.read')) return <span title={account}>{text}</span>;
  return (
    <Link title={account} to={`/ledger?tab=statement&account=${encodeURIComponent(account)}`}>
      {text}
    </Link>
  );
}

const Postings = ({ journal: { postings, morePostings } }: { journal: Journal }) => (
  <Table
    size="small"
    pagination={false}
    rowKey={({ account, amount, entryId }) => `${account}/${amount}/${entryId ?? ''}`}
    dataSource={postings}
    footer={morePostings > 0 ? () => `另有 ${morePostings} 条未列出` : undefined}
    columns={[
      { title: '科目', render: (_, { account }) => <AccountLink account={account} /> },
      {
        title: '金额',
        align: 'right',
        render: (_, { asset, amount }) =>
          asset === 'money' ? <Money fen={amount} flow /> : <Hundredths amount={amount} />,
      },
    ]}
  />
);
