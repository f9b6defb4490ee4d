import { Segmented } from 'antd';
import { Link } from 'react-router';
import { Failure } from '@paifan/shared/client/failure';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import type { MemberId } from '@paifan/shared/ids/ids';
import { useList, type ItemOf } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { ListTable, type Column } from '../../ui/ListTable';
import { MayLink } from '../../ui/MayLink';
import { Money } from '../../ui/Money';
import { Nothing } from '../../ui/Nothing';
import { Time } from '../../ui/Time';
import { useTold } from '../../ui/told';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/ledger/statement'>;

/** Every balance of a member, by the end of its account's code. */
const BALANCES = {
  cash: '可用余额',
  frozen: '冻结奖励',
  reserved: '提现中',
  points: '积分',
  love: '爱心值',
  loveFrozen: '冻结爱心值',
  voucher: '购物券',
} as const;
type Balance = keyof typeof BALANCES;

const isBalance = (value: string | undefined): value is Balance =>
  value !== undefined && Object.hasOwn(BALANCES, value);
const isMoney = (balance: Balance): boolean => ['cash', 'frozen', 'reserved'].includes(balance);

const columnsOf = (balance: Balance): readonly Column<Row>[] => {
  const text = (amount: number, flow: boolean) =>
    isMoney(balance) ? (
      <Money fen={amount} flow={flow} />
    ) : (
      <span className="amount">{`${flow && amount > 0 ? '+' : ''}${hundredthsText(amount)}`}</span>
    );
  return [
    { key: 'at', title: '时间', render: ({ at }) => <Time iso={at} /> },
    { key: 'text', title: '事由', render: (row) => row.text },
    { key: 'amount', title: '变动', align: 'right', render: ({ amount }) => text(amount, true) },
    { key: 'after', title: '之后', align: 'right', render: ({ balanceAfter }) => text(balanceAfter, false) },
    {
      key: 'order',
      title: '订单',
      render: ({ orderNo }) => (orderNo === null ? '—' : <Link to={`/orders/${orderNo}`}>{orderNo}</Link>),
    },
    {
      key: 'journal',
      title: '分录',
      render: ({ key }) => (
        <MayLink
          permission="money.read"
          to={`/ledger?key=${encodeURIComponent(key)}`}
          otherwise={<code>{key}</code>}
        >
          查看
        </MayLink>
      ),
    },
  ];
};

const BILL_HINT = '有收支后，每一笔会列在这里';

/** The movements of each balance of a member, as they stand in the ledger. */
export function Bill({ id }: { id: MemberId }) {
  const [{ balance: asked }, setUrl] = useUrlState(['balance']);
  const balance = isBalance(asked) ? asked : 'cash';
  const account = `member:${id}:${balance}`;
  const list = useList('GET /api/admin/ledger/statement', { query: { account } });
  // An account comes into being with its first movement.
  const isUntouched = list.error instanceof Failure && list.error.code === 'account_not_found';
  useTold(isUntouched ? list.error : null);
  return (
    <>
      <div className="filters">
        <Segmented
          aria-label="账户"
          value={balance}
          options={(Object.keys(BALANCES) as Balance[]).map((value) => ({ value, label: BALANCES[value] }))}
          onChange={(value) => setUrl({ balance: value })}
        />
      </div>
      {isUntouched ? (
        <Nothing text="这个账户还没有变动" hint={BILL_HINT} />
      ) : (
        <ListTable
          name="memberBill"
          columns={columnsOf(balance)}
          list={list}
          rowKey={({ journalId }) => journalId}
          empty="这个账户还没有变动"
          hint={BILL_HINT}
          exported={<ExportButton kind="exportMovements" filters={{ account }} />}
        />
      )}
    </>
  );
}
