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

const Queues = ({ queues, titles }: { queues: SimulationResult['queues']; titles: Titles }) => (
  <Table
    size="small"
    pagination={queues.length > 20 ? { pageSize: 20 } : false}
    rowKey="queue"
    scroll={{ x: 'max-content' }}
    dataSource={queues}
    columns={[
      { title: '队列', render: (_, { queue }) => lineText(queue, titles) },
      { title: '销售额', align: 'right', render: (_, { salesFen }) => <Money fen={salesFen} /> },
      { title: '流入', align: 'right', render: (_, { inflowFen }) => <Money fen={inflowFen} /> },
      { title: '已奖励', align: 'right', render: (_, { paidFen }) => <Money fen={paidFen} /> },
      {
        title: '待奖励',
        align: 'right',
        render: (_, { outstandingFen }) => <Money fen={outstandingFen} />,
      },
      { title: '覆盖率', align: 'right', render: (_, { coverage }) => coverageText(coverage) },
      { title: '排队', align: 'right', dataIndex: 'waiting' },
      { title: '一半的人等', align: 'right', render: (_, row) => waitText(row, 'p50') },
      { title: '九成的人等', align: 'right', render: (_, row) => waitText(row, 'p90') },
    ]}
  />
);

const Items = ({ items, titles }: { items: SimulationResult['items']; titles: Titles }) => (
  <Table
    size="small"
    pagination={items.length > 20 ? { pageSize: 20 } : false}
    rowKey="item"
    scroll={{ x: 'max-content' }}
    dataSource={items}
    columns={[
      { title: '卖的是', render: (_, { item }) => itemText(item, titles) },
      { title: '件数', align: 'right', dataIndex: 'lines' },
      { title: '销售额', align: 'right', render: (_, { salesFen }) => <Money fen={salesFen} /> },
      { title: '流入', align: 'right', render: (_, { inflowFen }) => <Money fen={inflowFen} /> },
      { title: '已奖励', align: 'right', render: (_, { paidFen }) => <Money fen={paidFen} /> },
      {
        title: '待奖励',
        align: 'right',
        render: (_, { outstandingFen }) => <Money fen={outstandingFen} />,
      },
      { title: '一半的人等', align: 'right', render: (_, row) => waitText(row, 'p50') },
      { title: '九成的人等', align: 'right', render: (_, row) => waitText(row, 'p90') },
    ]}
  />
);
