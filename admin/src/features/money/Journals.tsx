import { Table } from 'antd';
import { Link } from 'react-router';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useMay } from '../../api/whoAmI';
import { Hundredths, Money } from '../../ui/Money';
import { Time } from '../../ui/Time';

export type Journal = ResponseOf<'GET /api/admin/ledger/journals'>['items'][number];

/** Journals, each with its postings below it: they add up to nothing for each asset. */
export const Journals = ({ journals }: { journals: readonly Journal[] }) => (
  <Table
    size="small"
    pagination={false}
    rowKey="id"
    dataSource={[...journals]}
    locale={{ emptyText: '没有分录' }}
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
      { title: '队列', render: (_, { queueKey }) => queueKey ?? '—' },
    ]}
  />
);

/** An account, with the way to its movements for who may see them. */
export function AccountLink({ account }: { account: string }) {
  const code = <code>{account}</code>;
  if (!useMay('money.read')) return code;
  return <Link to={`/ledger?tab=statement&account=${encodeURIComponent(account)}`}>{code}</Link>;
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
