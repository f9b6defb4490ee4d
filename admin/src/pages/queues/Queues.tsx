import { Space } from 'antd';
import { Link } from 'react-router';
import { QUEUE_KIND_TEXT } from '@paifan/shared/texts/queues';
import { useLive } from '../../api/live';
import { useList, type ItemOf } from '../../api/queries';
import { MergeOffers } from '../../features/queues/MergeOffers';
import { PauseAll } from '../../features/queues/PauseAll';
import { QueueTags } from '../../features/queues/QueueTags';
import { coverageText, estimateText, queuePath, queueTitle } from '../../features/queues/words';
import { ExportButton } from '../../ui/ExportButton';
import { FilterSelect, isOneOf } from '../../ui/FilterSelect';
import { ListTable, type Column } from '../../ui/ListTable';
import { LiveMark } from '../../ui/LiveMark';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Row = ItemOf<'GET /api/admin/queues'>;

/** The kinds as the filter tells them apart: members read one name for a queue of one and of all. */
const KINDS = {
  ...QUEUE_KIND_TEXT,
  product: '单个商品队列',
  store: '单个门店队列',
  stores: '全部门店队列',
  cashier: '单个收银台队列',
  cashiers: '全部收银台队列',
} as const;

const WAITING = { true: '有人排队' } as const;

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'queue',
    title: '队列',
    render: ({ key, owner }) => <Link to={queuePath(key)}>{queueTitle(key, owner)}</Link>,
  },
  { key: 'state', title: '状态', render: (queue) => <QueueTags {...queue} /> },
  { key: 'waiting', title: '排队', align: 'right', render: ({ waitingCount }) => waitingCount },
  {
    key: 'outstanding',
    title: '待奖励',
    align: 'right',
    render: ({ outstandingFen }) => <Money fen={outstandingFen} />,
  },
  { key: 'pool', title: '奖金池', align: 'right', render: ({ poolFen }) => <Money fen={poolFen} /> },
  {
    key: 'inflow7',
    title: '近 7 天流入',
    align: 'right',
    render: ({ inflow7Fen }) => <Money fen={inflow7Fen} />,
  },
  {
    key: 'inflow30',
    title: '近 30 天流入',
    align: 'right',
    render: ({ inflow30Fen }) => <Money fen={inflow30Fen} />,
  },
  {
    key: 'paid30',
    title: '近 30 天奖励',
    align: 'right',
    hidden: true,
    render: ({ paid30Fen }) => <Money fen={paid30Fen} />,
  },
  { key: 'coverage', title: '覆盖率', align: 'right', render: ({ coverage }) => coverageText(coverage) },
  { key: 'estimate', title: '全部等待', render: ({ estimate }) => estimateText(estimate) },
  { key: 'tasks', title: '待结算', align: 'right', hidden: true, render: ({ openTasks }) => openTasks },
  { key: 'createdAt', title: '开始', hidden: true, render: ({ createdAt }) => <Time iso={createdAt} /> },
];

/** All lines with their figures. */
export default function Queues() {
  const [{ kind, waiting }, setFilters, clear] = useUrlState(['kind', 'waiting']);
  const sifted = {
    ...(isOneOf(KINDS, kind) ? { kind } : {}),
    ...(isOneOf(WAITING, waiting) ? { waiting } : {}),
  };
  const list = useList('GET /api/admin/queues', { query: sifted });
  const live = useLive(['queues']);
  return (
    <>
      <PageHead
        title="队列"
        about="每个队列先来先得，只由后来的订单供给"
        actions={
          <Space>
            <LiveMark state={live} />
            <Link to="/queue-plans">清零与结束计划</Link>
            <PauseAll />
          </Space>
        }
      />
      <MergeOffers />
      <div className="filters">
        <FilterSelect
          name="种类"
          words={KINDS}
          value={kind}
          onChange={(value) => setFilters({ kind: value })}
        />
        <FilterSelect
          name="是否有人排队"
          words={WAITING}
          value={waiting}
          onChange={(value) => setFilters({ waiting: value })}
        />
      </div>
      <ListTable
        name="queues"
        columns={COLUMNS}
        list={list}
        rowKey={({ key }) => key}
        empty="还没有队列"
        hint="第一笔参与排队返利的订单结算后，队列自动产生"
        onClear={clear}
        exported={<ExportButton kind="exportQueues" filters={sifted} />}
      />
    </>
  );
}
