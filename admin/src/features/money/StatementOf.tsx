import { Space } from 'antd';
import { Link } from 'react-router';
import { accountText } from '@paifan/shared/texts/accounts';
import { useList, useRead, type ItemOf } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { ListTable, type Column } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { Hundredths, Money } from '../../ui/Money';
import { Time } from '../../ui/Time';

type Movement = ItemOf<'GET /api/admin/ledger/statement'>;

/** An amount of an account: money, or points, love and vouchers in hundredths. */
export const Amount = ({ asset, amount }: { asset: string; amount: number }) =>
  asset === 'money' ? <Money fen={amount} /> : <Hundredths amount={amount} />;

/** The movements of one account, newest first, each with the way to the journal that it is part of. */
export function StatementOf({ account }: { account: string }) {
  const now = useRead('GET /api/admin/ledger/statement', { query: { account, limit: 1 } });
  const list = useList('GET /api/admin/ledger/statement', { query: { account, limit: 50 } });
  return (
    <Loaded query={now}>
      {({ asset, balance }) => (
        <>
          <Space style={{ marginBottom: 8 }}>
            <span>
              {accountText(account)} <code className="quiet">{account}</code>
            </span>
            现有余额（贷方为正）
            <strong>
              <Amount asset={asset} amount={balance} />
            </strong>
          </Space>
          <ListTable
            name="statement"
            columns={columnsOf(asset)}
            list={list}
            rowKey={({ journalId, amount, balanceAfter }) => `${journalId}/${amount}/${balanceAfter}`}
            empty="这个科目还没有变动"
            hint="有分录涉及它后，每一笔列在这里"
            exported={<ExportButton kind="exportMovements" filters={{ account }} />}
          />
        </>
      )}
    </Loaded>
  );
}

const columnsOf = (asset: string): readonly Column<Movement>[] => [
  { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
  { key: 'text', title: '事由', render: ({ text }) => text },
  {
    key: 'journal',
    title: '凭证',
    render: ({ key }) => (
      <Link to={`/ledger?key=${encodeURIComponent(key)}`}>
        <code>{key}</code>
      </Link>
    ),
  },
  {
    key: 'order',
    title: '订单',
    render: ({ orderNo }) => (orderNo === null ? '—' : <Link to={`/orders/${orderNo}`}>{orderNo}</Link>),
  },
  {
    key: 'amount',
    title: '金额',
    align: 'right',
    render: ({ amount }) => <Amount asset={asset} amount={amount} />,
  },
  {
    key: 'balance',
    title: '余额',
    align: 'right',
    render: ({ balanceAfter }) => <Amount asset={asset} amount={balanceAfter} />,
  },
];
