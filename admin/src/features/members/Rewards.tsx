import { Segmented } from 'antd';
import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import type { MemberId } from '@paifan/shared/ids/ids';
import { REWARD_STATE_TEXT, REWARD_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/members/:id/rewards'>;

const SOURCES = [
  { value: 'orders', label: '来自订单' },
  { value: 'dividends', label: '分红' },
] as const;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'kind', title: '奖励', render: ({ kindText }) => kindText },
  { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
  {
    key: 'ratio',
    title: '比例',
    align: 'right',
    render: ({ ratio }) => (ratio === null ? '—' : percentText(ratio)),
  },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={REWARD_STATE_TONE[state]} text={REWARD_STATE_TEXT[state]} />,
  },
  { key: 'reason', title: '原因', render: ({ reasonText }) => reasonText ?? '—' },
  {
    key: 'buyer',
    title: '购买人',
    render: ({ buyer }) => (buyer === null ? '—' : <MemberName member={buyer} />),
  },
  { key: 'title', title: '商品', render: ({ title }) => title ?? '—' },
  {
    key: 'order',
    title: '订单',
    render: ({ orderNo }) => (orderNo === null ? '—' : <Link to={`/orders/${orderNo}`}>{orderNo}</Link>),
  },
  { key: 'grantedAt', title: '产生', render: ({ grantedAt }) => <Time iso={grantedAt} /> },
  { key: 'releasesAt', title: '解冻', hidden: true, render: ({ releasesAt }) => <Time iso={releasesAt} /> },
];

/** What a member received beside the queue, and why something is not there yet. */
export function Rewards({ id }: { id: MemberId }) {
  const [{ rewards }, setUrl] = useUrlState(['rewards']);
  const from = rewards === 'dividends' ? rewards : 'orders';
  const list = useList('GET /api/admin/members/:id/rewards', { params: { id }, query: { from } });
  return (
    <>
      <div className="filters">
        <Segmented
          aria-label="奖励来源"
          value={from}
          options={[...SOURCES]}
          onChange={(value) => setUrl({ rewards: value })}
        />
      </div>
      <ListTable
        name="memberRewards"
        columns={COLUMNS}
        list={list}
        rowKey={(row) => row.id}
        empty="没有奖励"
        hint="在设置中开启奖励，订单付款时产生"
        exported={
          from === 'orders' ? (
            <ExportButton kind="exportRewards" filters={{ memberId: id }} />
          ) : (
            'from another list'
          )
        }
      />
    </>
  );
}
