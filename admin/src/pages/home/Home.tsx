import { Card, Segmented, Space, Table } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Permission } from '@paifan/shared/operators/permissions';
import { useLive, type LiveState } from '../../api/live';
import { useRead } from '../../api/queries';
import { NeedsPerson } from '../../features/home/NeedsPerson';
import { QueueTags } from '../../features/queues/QueueTags';
import { coverageText, estimateText, queuePath, queueTitle } from '../../features/queues/words';
import { COLOURS } from '../../theme/tokens';
import { flowChart, moneyChart } from '../../ui/chartOptions';
import { Figures } from '../../ui/Figures';
import { LazyChart } from '../../ui/LazyChart';
import { LiveMark } from '../../ui/LiveMark';
import { Loaded } from '../../ui/Loaded';
import { MayLink } from '../../ui/MayLink';
import { Money } from '../../ui/Money';
import { Nothing } from '../../ui/Nothing';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { useUrlState } from '../../ui/useUrlState';

type Solvency = ResponseOf<'GET /api/admin/solvency'>;

/** What passes with time alone: the day, and how long everybody waits. */
const ANEW_MS = 60_000;
const LONGEST_DAYS = 90;
/** So many queues can be told apart in a chart. */
const DRAWN_QUEUES = 10;

/** Is the line fed: what comes in, what is paid, what is outstanding; what changed today and what needs a person. */
export default function Home() {
  const solvency = useRead(
    'GET /api/admin/solvency',
    { query: { days: LONGEST_DAYS } },
    { refetchInterval: ANEW_MS },
  );
  const live = useLive(['today', 'queues', 'needsPerson']);
  return <Loaded query={solvency}>{(found) => <Shown found={found} live={live} />}</Loaded>;
}

function Shown({ found, live }: { found: Solvency; live: LiveState }) {
  const { totals, needsPerson } = found;
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <PageHead
        title="总览"
        about="权益只由后来的订单分享：流入是否跟得上待奖励"
        actions={
          <span className="quiet">
            <LiveMark state={live} /> <Time iso={found.at} />
          </span>
        }
      />
      <Figures
        figures={[
          {
            name: '待奖励',
            value: <Money fen={totals.outstandingFen} />,
            note: `${totals.waitingCount} 份权益，${totals.queues} 个队列`,
          },
          {
            name: '近 30 天流入',
            value: <Money fen={totals.inflow30Fen} />,
            note: (
              <>
                已奖励 <Money fen={sumOf(found.byDay.slice(-30), ({ paidFen }) => paidFen)} />
              </>
            ),
          },
          { name: '覆盖率', value: coverageText(totals.coverage), note: '近 30 天流入 ÷ 待奖励' },
          { name: '奖金池', value: <Money fen={totals.poolFen} />, note: '负数为队列欠平台' },
          { name: '全部等待', value: estimateText(totals.estimate), note: '按近期速度，不是承诺' },
        ]}
      />
      <div className="two-columns">
        <Flow byDay={found.byDay} />
        <Space orientation="vertical" size={16} style={{ width: '100%' }}>
          <Today today={found.today} day={found.byDay.at(-1)?.day} />
          <NeedsPerson counts={needsPerson} />
        </Space>
      </div>
      <ByQueue queues={found.byQueue} />
    </Space>
  );
}

type Day = Solvency['byDay'][number];

const sumOf = (days: readonly Day[], of: (day: Day) => number): number =>
  days.reduce((total, day) => total + of(day), 0);

function Flow({ byDay }: { byDay: readonly Day[] }) {
  const [{ days }, setState] = useUrlState(['days']);
  const shown = useMemo(() => (days === '90' ? byDay : byDay.slice(-30)), [byDay, days]);
  const option = useMemo(() => flowChart(shown), [shown]);
  return (
    <Card
      size="small"
      title="每日流入与奖励"
      extra={
        <Segmented
          size="small"
          value={days === '90' ? '90' : '30'}
          options={[
            { value: '30', label: '30 天' },
            { value: '90', label: '90 天' },
          ]}
          onChange={(value) => setState({ days: value === '30' ? undefined : value })}
        />
      }
    >
      <Space size={24}>
        <span>
          流入 <Money fen={sumOf(shown, ({ inflowFen }) => inflowFen)} />
        </span>
        <span>
          已奖励 <Money fen={sumOf(shown, ({ paidFen }) => paidFen)} />
        </span>
        <span>新增权益 {sumOf(shown, ({ joinedCount }) => joinedCount)} 份</span>
      </Space>
      <LazyChart option={option} height={260} label="每日流入与奖励" />
    </Card>
  );
}

/** What changed today, each with the way to where it is told in full. */
function Today({ today, day }: { today: Solvency['today']; day: string | undefined }) {
  const booked = `/ledger${day === undefined ? '' : `?day=${day}`}`;
  const rows: readonly (readonly [name: string, to: string, permission: Permission, amount: ReactNode])[] = [
    [`微信收款 ${today.payments} 笔`, '/orders', 'orders.read', <Money fen={today.paymentsFen} />],
    [`微信退款 ${today.refunds} 笔`, '/after-sales', 'orders.read', <Money fen={today.refundsFen} />],
    ['流入队列', booked, 'money.read', <Money fen={today.inflowFen} />],
    ['奖励给排队的人', booked, 'money.read', <Money fen={today.paidFen} />],
    ['新增权益', '/queues', 'queues.read', <span className="amount">{today.joinedCount} 份</span>],
  ];
  return (
    <Card size="small" title="今天">
      <ul className="plain-list">
        {rows.map(([name, to, permission, amount]) => (
          <li key={name}>
            <span>
              <MayLink permission={permission} to={to}>
                {name}
              </MayLink>
            </span>
            {amount}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ByQueue({ queues }: { queues: Solvency['byQueue'] }) {
  const drawn = queues.slice(0, DRAWN_QUEUES);
  const option = useMemo(
    () =>
      moneyChart(
        drawn.map(({ key, owner }) => queueTitle(key, owner)),
        [
          {
            ...{ name: '待奖励', type: 'bar', colour: COLOURS.amber },
            values: drawn.map(({ outstandingFen }) => outstandingFen),
          },
          {
            ...{ name: '近 30 天流入', type: 'bar', colour: COLOURS.secondInk },
            values: drawn.map(({ inflow30Fen }) => inflow30Fen),
          },
        ],
      ),
    [queues],
  );
  return (
    <Card size="small" title="按队列" extra={<span className="quiet">待奖励最多的 {queues.length} 个</span>}>
      {queues.length > 1 ? <LazyChart option={option} height={220} label="各队列的待奖励与流入" /> : null}
      <Table
        size="small"
        pagination={false}
        rowKey="key"
        scroll={{ x: 'max-content' }}
        dataSource={queues}
        locale={{
          emptyText: <Nothing text="还没有队列" hint="第一笔参与排队返利的订单结算后，队列自动产生" />,
        }}
        columns={[
          {
            title: '队列',
            render: (_, { key, owner }) => (
              <MayLink permission="queues.read" to={queuePath(key)}>
                {queueTitle(key, owner)}
              </MayLink>
            ),
          },
          { title: '状态', render: (_, queue) => <QueueTags {...queue} /> },
          { title: '排队', align: 'right', dataIndex: 'waitingCount' },
          {
            title: '待奖励',
            align: 'right',
            render: (_, { outstandingFen }) => <Money fen={outstandingFen} />,
          },
          { title: '奖金池', align: 'right', render: (_, { poolFen }) => <Money fen={poolFen} /> },
          {
            title: '近 30 天流入',
            align: 'right',
            render: (_, { inflow30Fen }) => <Money fen={inflow30Fen} />,
          },
          {
            title: '近 30 天奖励',
            align: 'right',
            render: (_, { paid30Fen }) => <Money fen={paid30Fen} />,
          },
          { title: '覆盖率', align: 'right', render: (_, { coverage }) => coverageText(coverage) },
          { title: '全部等待', render: (_, { estimate }) => estimateText(estimate) },
        ]}
      />
    </Card>
  );
}
