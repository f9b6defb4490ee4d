import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { memberId } from '@paifan/shared/ids/ids';
import { REWARD_STATE_TEXT, REWARD_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { ExportButton } from '../../ui/ExportButton';
import { isOneOf } from '../../ui/FilterSelect';
import { FilterText } from '../../ui/FilterText';
import { idOf } from '../../ui/idOf';
import { ListTable, type Column } from '../../ui/ListTable';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/rewards'>;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'kind', title: '奖励', render: ({ kindText }) => kindText },
  { key: 'member', title: '得奖会员', render: ({ member }) => <MemberName member={member} /> },
  { key: 'amount', title: '金额', align: 'right', render: ({ amountFen }) => <Money fen={amountFen} /> },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={REWARD_STATE_TONE[state]} text={REWARD_STATE_TEXT[state]} />,
  },
  { key: 'reason', title: '原因', render: ({ reasonText }) => reasonText ?? '—' },
  {
    key: 'buyer',
    title: '买家',
    render: ({ buyer }) => (buyer === null ? '—' : <MemberName member={buyer} />),
  },
  { key: 'title', title: '买了什么', render: ({ title }) => title ?? '—' },
  {
    key: 'order',
    title: '订单',
    render: ({ orderNo }) => (orderNo === null ? '—' : <Link to={`/orders/${orderNo}`}>{orderNo}</Link>),
  },
  {
    key: 'ratio',
    title: '比例',
    hidden: true,
    render: ({ ratio }) => (ratio === null ? '—' : percentText(ratio)),
  },
  { key: 'grantedAt', title: '产生', render: ({ grantedAt }) => <Time iso={grantedAt} /> },
  {
    key: 'releasesAt',
    title: '转入可用',
    hidden: true,
    render: ({ releasesAt }) => <Time iso={releasesAt} />,
  },
];

/** Rewards beside the queue, with the reason why one is not released yet. */
export default function Rewards() {
  const [{ state, memberId: member }, setFilters, clear] = useUrlState(['state', 'memberId']);
  const sifted = {
    ...(isOneOf(REWARD_STATE_TEXT, state) ? { state } : {}),
    memberId: idOf(member, memberId),
  };
  const list = useList('GET /api/admin/rewards', { query: sifted });
  return (
    <>
      <PageHead
        title="奖励"
        about="直推、间推、级差与招商，由平台从自己的利润里付；订单完成并过冻结期后到账"
      />
      <div className="filters">
        <StateFilter words={REWARD_STATE_TEXT} value={state} onChange={setFilters} />
        <FilterText
          name="得奖会员编号"
          value={member}
          onChange={(value) => setFilters({ memberId: value })}
        />
      </div>
      <ListTable
        name="rewards"
        columns={COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="没有奖励"
        hint="在设置中开启奖励，订单付款时产生"
        onClear={clear}
        exported={<ExportButton kind="exportRewards" filters={sifted} />}
      />
    </>
  );
}
