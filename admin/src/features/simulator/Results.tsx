import { Alert, Card, Space, Table, Tabs } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { LazyChart } from '../../ui/LazyChart';
import { Money } from '../../ui/Money';
import { coverageText } from '../queues/words';
import { flowOf, outstandingOf, waitsOf } from './charts';
import type { Shown, SimulationResult } from './useSimulation';
import { itemText, lineText, waitText, type Titles } from './words';

/** What one or two simulations show: side by side in numbers and in one picture. `Space` puts all its children in one list: each needs a key of its own. */
export function Results({ shown }: { shown: readonly Shown[] }) {
  const text = shown.map(({ name, result }) => `${name}/${result.seed}/${result.total.paidFen}`).join();
  const charts = useMemo(
    () => ({ flow: flowOf(shown), outstanding: outstandingOf(shown), waits: waitsOf(shown) }),
    [text],
  );
  if (shown.length === 0) return null;
  return (
    <Space orientation="vertical" size={16} style={{ display: 'flex' }}>
      {shown
        .filter(({ result }) => result.warnings.length > 0)
        .map((each) => (
          <Warnings key={`warnings/${each.name}`} of={each} named={shown.length > 1} />
        ))}
      <Card size="small" title="结果">
        <Totals shown={shown} />
      </Card>
      <Card size="small">
        <Tabs
          size="small"
          items={[
            {
              key: 'outstanding',
              label: '待奖励与流入',
              children: <LazyChart option={charts.outstanding} label="待奖励与近 30 天流入" />,
            },
            {
              key: 'flow',
              label: '每日流入与奖励',
              children: <LazyChart option={charts.flow} label="每日流入与奖励" />,
            },
            {
              key: 'waits',
              label: '等待时间',
              children: (
                <>
                  <span className="quiet">按加入的日子；还没有轮到的日子没有线</span>
                  <LazyChart option={charts.waits} label="按加入日子的等待时间" />
                </>
              ),
            },
          ]}
        />
      </Card>
      {shown.map(({ name, result, titles }) => (
        <Card key={`queues/${name}`} size="small" title={`按队列 · ${name}`}>
          <Queues queues={result.queues} titles={titles} />
        </Card>
      ))}
      {shown.map(({ name, result, titles }) => (
        <Card key={`items/${name}`} size="small" title={`按商品与门店 · ${name}`}>
          <Items items={result.items} titles={titles} />
        </Card>
      ))}
    </Space>
  );
}

const Warnings = ({
  of: {
    name,
    titles,
    result: { warnings },
  },
  named,
}: {
  of: Shown;
  named: boolean;
}) => (
  <Alert
    type="warning"
    showIcon
    title={`${named ? `${name}：` : ''}有 ${warnings.length} 个队列等待过久`}
    description={warnings.map(({ queue, warnAboveDays, days, day, date, longestDays }) => (
      <div key={queue}>
        {lineText(queue, titles)}：有 {days} 天加入的人，九成要等超过 {warnAboveDays} 天，最早是第 {day} 天（
        {date}
        ），{longestDays === null ? '至今尚未全部轮到' : `最长 ${longestDays} 天`}
      </div>
    ))}
  />
);

interface Line {
  readonly name: string;
  readonly of: (result: SimulationResult) => ReactNode;
}

const LINES: readonly Line[] = [
  { name: '订单', of: ({ orders }) => orders },
  { name: '销售额（已减退款）', of: ({ total }) => <Money fen={total.salesFen} /> },
  { name: '流入队列', of: ({ total }) => <Money fen={total.inflowFen} /> },
  { name: '已奖励', of: ({ total }) => <Money fen={total.paidFen} /> },
  { name: '队列外的奖励', of: ({ total }) => <Money fen={total.rewardsFen} /> },
  { name: '结束时待奖励', of: ({ total }) => <Money fen={total.outstandingFen} /> },
  { name: '结束时排队的权益', of: ({ total }) => `${total.waiting} 份` },
  { name: '覆盖率（近 30 天流入 ÷ 待奖励）', of: ({ total }) => coverageText(total.coverage) },
  { name: '奖金池', of: ({ total }) => <Money fen={total.poolFen - total.debtFen} /> },
  { name: '一半的人在多久内全部收到', of: ({ total }) => waitText(total, 'p50') },
  { name: '九成的人在多久内全部收到', of: ({ total }) => waitText(total, 'p90') },
];

const Totals = ({ shown }: { shown: readonly Shown[] }) => (
  <Table
    size="small"
    pagination={false}
    rowKey="name"
    dataSource={LINES}
    columns={[
      { title: '指标', dataIndex: 'name' },
      ...shown.map(({ name, result }, index) => ({
        key: index,
        title: name,
        align: 'right' as const,
        render: (_: unknown, line: Line) => <span className="amount">{line.of(result)}</span>,
      })),
    ]}
  />
);

/** Two figures that belong together, one above the other: side by side they would not fit beside the plan. */
const Pair = ({ over, under }: { over: ReactNode; under: ReactNode }) => (
  <>
    <div className="amount">{over}</div>
    <div className="amount">{under}</div>
  </>
);

/** What a line and something that is sold have in common. */
type Traded = SimulationResult['items'][number] | SimulationResult['queues'][number];

const SALES = {
  title: <Pair over="销售额" under="流入" />,
  align: 'right' as const,
  render: (_: unknown, { salesFen, inflowFen }: Traded) => (
    <Pair over={<Money fen={salesFen} />} under={<Money fen={inflowFen} />} />
  ),
};
const REWARDED = {
  title: <Pair over="已奖励" under="待奖励" />,
  align: 'right' as const,
  render: (_: unknown, { paidFen, outstandingFen }: Traded) => (
    <Pair over={<Money fen={paidFen} />} under={<Money fen={outstandingFen} />} />
  ),
};
const WAITS = {
  title: <Pair over="一半的人等" under="九成的人等" />,
  align: 'right' as const,
  render: (_: unknown, row: Traded) => <Pair over={waitText(row, 'p50')} under={waitText(row, 'p90')} />,
};

const Queues = ({ queues, titles }: { queues: SimulationResult['queues']; titles: Titles }) => (
  <Table<SimulationResult['queues'][number]>
    size="small"
    pagination={queues.length > 20 ? { pageSize: 20 } : false}
    rowKey="queue"
    dataSource={queues}
    columns={[
      { title: '队列', render: (_, { queue }) => lineText(queue, titles) },
      SALES,
      REWARDED,
      { title: '覆盖率', align: 'right', render: (_, { coverage }) => coverageText(coverage) },
      { title: '排队', align: 'right', dataIndex: 'waiting' },
      WAITS,
    ]}
  />
);

const Items = ({ items, titles }: { items: SimulationResult['items']; titles: Titles }) => (
  <Table<SimulationResult['items'][number]>
    size="small"
    pagination={items.length > 20 ? { pageSize: 20 } : false}
    rowKey="item"
    dataSource={items}
    columns={[
      { title: '卖的是', render: (_, { item }) => itemText(item, titles) },
      { title: '件数', align: 'right', dataIndex: 'lines' },
      SALES,
      REWARDED,
      WAITS,
    ]}
  />
);
