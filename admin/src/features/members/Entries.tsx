import { Link } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import type { MemberId } from '@paifan/shared/ids/ids';
import { ENTRY_STATE_TEXT, ENTRY_STATE_TONE } from '@paifan/shared/texts/states';
import { useList, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { ExportButton } from '../../ui/ExportButton';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { Money } from '../../ui/Money';
import { ReceivedBar } from '../../ui/ReceivedBar';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/members/:id/entries'>;

const STATES = { waiting: '排队中', done: '已全部到账' } as const;

const COLUMNS: readonly Column<Row>[] = [
  { key: 'title', title: '商品', render: (row) => <EntryLink row={row} /> },
  { key: 'queue', title: '队列', render: ({ queueName, position }) => `${queueName} 第 ${position} 号` },
  {
    key: 'state',
    title: '状态',
    render: ({ state }) => <StateTag tone={ENTRY_STATE_TONE[state]} text={ENTRY_STATE_TEXT[state]} />,
  },
  {
    key: 'bar',
    title: '已到账 / 权益',
    render: ({ rewardedFen, entitledFen }) => (
      <ReceivedBar rewardedFen={rewardedFen} entitledFen={entitledFen} />
    ),
  },
  { key: 'place', title: '当前位置', align: 'right', render: ({ place }) => place ?? '—' },
  {
    key: 'ahead',
    title: '前面待奖励',
    align: 'right',
    render: ({ aheadFen }) => (aheadFen === null ? '—' : <Money fen={aheadFen} />),
  },
  {
    key: 'ratio',
    title: '比例与规则',
    render: ({ ratio, sourceText }) => `${percentText(ratio)}，${sourceText}`,
  },
  { key: 'order', title: '订单', render: ({ orderNo }) => <Link to={`/orders/${orderNo}`}>{orderNo}</Link> },
  { key: 'joinedAt', title: '加入', render: ({ joinedAt }) => <Time iso={joinedAt} /> },
  { key: 'endedAt', title: '结束', hidden: true, render: ({ endedAt }) => <Time iso={endedAt} /> },
];

function EntryLink({ row: { id, title } }: { row: Row }) {
  return useMay('queues.read') ? <Link to={`/entries/${id}`}>{title}</Link> : <>{title}</>;
}

/** Where a member stands in line, and stood. */
export function Entries({ id }: { id: MemberId }) {
  const [{ entries: state }, setUrl] = useUrlState(['entries']);
  const sifted = isOneOf(STATES, state) ? { state } : {};
  const list = useList('GET /api/admin/members/:id/entries', {
    params: { id },
    query: sifted,
  });
  return (
    <>
      <div className="filters">
        <FilterSelect
          name="状态"
          words={STATES}
          value={state}
          onChange={(value) => setUrl({ entries: value })}
        />
      </div>
      <ListTable
        name="memberEntries"
        columns={COLUMNS}
        list={list}
        rowKey={(row) => row.id}
        empty="没有排队"
        hint="购买参与排队返利的商品并付款后，加入队列"
        exported={<ExportButton kind="exportMemberEntries" filters={{ memberId: id, ...sifted }} />}
      />
    </>
  );
}
