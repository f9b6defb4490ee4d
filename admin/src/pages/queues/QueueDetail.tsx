import { Alert, Card, Descriptions, Space, Table } from 'antd';
import { useMemo } from 'react';
import { Link, useParams } from 'react-router';
import { queueKey, type QueueKey } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ENTRY_STATE_TEXT } from '@paifan/shared/texts/states';
import { useAhead, useList, useRead } from '../../api/queries';
import { LINE_COLUMNS } from '../../features/queues/LineTable';
import { headOf, LiveHead, useLiveLine } from '../../features/queues/LiveHead';
import { PLAN_COLUMNS } from '../../features/queues/PlanTable';
import { QueueActions } from '../../features/queues/QueueActions';
import { QueueTags } from '../../features/queues/QueueTags';
import { coverageText, estimateText, queuePath, queueTitle } from '../../features/queues/words';
import { flowChart } from '../../ui/chartOptions';
import { ExportButton } from '../../ui/ExportButton';
import { Figures } from '../../ui/Figures';
import { isOneOf } from '../../ui/FilterSelect';
import { LazyChart } from '../../ui/LazyChart';
import { ListTable } from '../../ui/ListTable';
import { Loaded } from '../../ui/Loaded';
import { MayLink } from '../../ui/MayLink';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateFilter } from '../../ui/StateFilter';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Detail = ResponseOf<'GET /api/admin/queues/:key'>;

/** One line: its figures, its head live, everybody in it, what is planned and what was merged. */
export default function QueueDetail() {
  const { key = '' } = useParams();
  const found = queueKey(key);
  const line = useLiveLine(found);
  const { refetchInterval } = line;
  const query = useRead('GET /api/admin/queues/:key', { params: { key: found } }, { refetchInterval });
  const [filters] = useUrlState(['state']);
  const ahead = useAhead();
  ahead('GET /api/admin/queues/:key/entries', headOf(found));
  ahead.list('GET /api/admin/queues/:key/entries', entriesOf(found, filters.state));
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <Loaded query={query}>{(detail) => <Shown detail={detail} line={line} />}</Loaded>
      {query.data === undefined ? null : <Line queue={found} />}
    </Space>
  );
}

function Shown({
  detail: { queue, flow, plans, merges, unionPayout },
  line,
}: {
  detail: Detail;
  line: ReturnType<typeof useLiveLine>;
}) {
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <PageHead title={queueTitle(queue.key, queue.owner)} actions={<QueueActions queue={queue} />} />
      <Notices queue={queue} />
      <Figures
        figures={[
          { name: '状态', value: <QueueTags {...queue} />, note: `${queue.openTasks} 项待结算` },
          {
            name: '待奖励',
            value: <Money fen={queue.outstandingFen} />,
            note: `${queue.waitingCount} 份权益`,
          },
          {
            name: '奖金池',
            value: <Money fen={queue.poolFen} />,
            note: queue.poolFen < 0 ? '队列欠平台，先由后来的订单补上' : '进来而未发出的',
          },
          {
            name: '近 30 天流入',
            value: <Money fen={queue.inflow30Fen} />,
            note: (
              <>
                已奖励 <Money fen={queue.paid30Fen} />
                {merges.some(({ into }) => into === queue.key) ? '，含并入的队列' : ''}
              </>
            ),
          },
          { name: '覆盖率', value: coverageText(queue.coverage), note: '近 30 天流入 ÷ 待奖励' },
          { name: '全部等待', value: estimateText(queue.estimate), note: '按近期速度，不是承诺' },
        ]}
      />
      {unionPayout === null ? null : (
        <UnionPayout payout={unionPayout} paused={queue.paused || queue.allPaused} />
      )}
      <LiveHead queue={queue.key} {...line} />
      <Flow flow={flow} />
      {plans.length === 0 ? null : <Plans plans={plans} />}
      {merges.length === 0 ? null : <Merges merges={merges} />}
    </Space>
  );
}

/** The union's queue is paid once a day, and by that alone. SPEC section 8. */
const UnionPayout = ({
  payout: { nextAt, dailyCapFen, payableFen },
  paused,
}: {
  payout: NonNullable<Detail['unionPayout']>;
  paused: boolean;
}) => (
  <Card size="small" title="每日发放" extra={<span className="quiet">工会队列每天按排队顺序发放一次</span>}>
    <Descriptions
      size="small"
      column={3}
      items={[
        { label: '下一次', children: <Time iso={nextAt} /> },
        {
          label: '按现在的奖金池发放',
          children: paused ? '暂停期间不发放' : <Money fen={payableFen} />,
        },
        { label: '每日上限', children: dailyCapFen === null ? '没有' : <Money fen={dailyCapFen} /> },
      ]}
    />
  </Card>
);

function Flow({ flow }: { flow: Detail['flow'] }) {
  // Read every few seconds, and mostly the same: what is drawn changes only with its numbers.
  const text = JSON.stringify(flow);
  const option = useMemo(() => flowChart(flow), [text]);
  return (
    <Card size="small" title={`近 ${flow.length} 天的流入与奖励`}>
      <LazyChart option={option} height={220} label="每日流入与奖励" />
    </Card>
  );
}

/** What is out of the ordinary, and what it means. */
const Notices = ({ queue }: { queue: Detail['queue'] }) => (
  <>
    {queue.stuck ? (
      <Alert
        type="error"
        showIcon
        title="一项任务没有结算成，队列停住了"
        description={
          <MayLink permission="system.read" to="/system" otherwise="请管理员到运行状况查看并再试">
            到运行状况查看并再试
          </MayLink>
        }
      />
    ) : null}
    {queue.isBraked ? (
      <Alert
        type="warning"
        showIcon
        title="刹车中：覆盖率低于设置的下限，新订单的权益比例会降低，下单前会告诉买家"
      />
    ) : null}
  </>
);

const Plans = ({ plans }: { plans: Detail['plans'] }) => (
  <Card size="small" title="已通知会员的计划">
    <Table
      size="small"
      pagination={false}
      rowKey="id"
      dataSource={plans}
      columns={PLAN_COLUMNS.filter(({ hidden }) => !hidden).map(({ key, title, render }) => ({
        ...{ key, title },
        render: (_: unknown, plan: (typeof plans)[number]) => render(plan),
      }))}
    />
  </Card>
);

const Merges = ({ merges }: { merges: Detail['merges'] }) => (
  <Card size="small" title="合并记录">
    <Table
      size="small"
      pagination={false}
      rowKey={({ from, into, at }) => `${from}/${into}/${at}`}
      dataSource={merges}
      columns={[
        {
          title: '从',
          render: (_, { from, fromOwner }) => <Link to={queuePath(from)}>{queueTitle(from, fromOwner)}</Link>,
        },
        {
          title: '到',
          render: (_, { into, intoOwner }) => <Link to={queuePath(into)}>{queueTitle(into, intoOwner)}</Link>,
        },
        { title: '权益', align: 'right', dataIndex: 'people' },
        { title: '奖金池', align: 'right', render: (_, { poolFen }) => <Money fen={poolFen} /> },
        { title: '时间', render: (_, { at }) => <Time iso={at} /> },
      ]}
    />
  </Card>
);

const STATES = { ...ENTRY_STATE_TEXT, all: '全部' } as const;

const entriesOf = (queue: QueueKey, state: string | undefined) => ({
  params: { key: queue },
  query: isOneOf(STATES, state) ? { state } : {},
});

function Line({ queue }: { queue: QueueKey }) {
  const [{ state }, setFilters, clear] = useUrlState(['state']);
  const list = useList('GET /api/admin/queues/:key/entries', entriesOf(queue, state));
  return (
    <Card size="small" title="排队的权益">
      <div className="filters">
        <StateFilter words={STATES} value={state ?? 'waiting'} onChange={setFilters} />
      </div>
      <ListTable
        name="line"
        columns={LINE_COLUMNS}
        list={list}
        rowKey={({ id }) => id}
        empty="没有权益"
        hint="参与排队返利的订单付款后，加入队列"
        onClear={clear}
        exported={
          <ExportButton
            kind="exportEntries"
            filters={{ queue, ...(isOneOf(STATES, state) ? { state } : {}) }}
          />
        }
      />
    </Card>
  );
}
