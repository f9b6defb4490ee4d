import { Alert, Button, Card, Space, Statistic, Table } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { Link } from 'react-router';
import { jobText, taskText } from '@paifan/shared/texts/jobs';
import { nameOfKind } from '@paifan/shared/texts/messageKinds';
import { useList, useRead, useWrite, type ItemOf } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { reasonText } from '../../features/messages/words';
import { Loaded } from '../../ui/Loaded';
import { ListTable, type Column } from '../../ui/ListTable';
import { Nothing } from '../../ui/Nothing';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

const LIVE_MS = 5_000;

/** What runs behind the shop: what waits, what failed, and whether WeChat answers. */
export default function System() {
  const state = useRead('GET /api/admin/system', {}, { refetchInterval: LIVE_MS });
  return (
    <Space orientation="vertical" size={16} style={{ width: '100%' }}>
      <PageHead title="系统" about="结算、任务、消息与微信连接" actions={<WeChatTest />} />
      <Loaded query={state}>
        {(found) => (
          <div className="card-grid">
            {(
              [
                ['待结算', found.openTasks],
                ['停住的队列', found.heldQueues],
                ['待发消息', found.outboxWaiting],
                ['未送达微信的消息', found.outboxFailed],
                ['微信未接收的发货', found.refusedShippings],
                ['没有退成的款', found.stuckRefunds],
                ['出错的任务', found.failedJobs],
              ] as const
            ).map(([title, value]) => (
              <Card key={title} size="small">
                <Statistic title={title} value={value} />
              </Card>
            ))}
          </div>
        )}
      </Loaded>
      <FailedTasks />
      <Jobs />
      <Outbox />
    </Space>
  );
}

function FailedTasks() {
  const query = useRead('GET /api/admin/system/failed-tasks', {}, { refetchInterval: LIVE_MS });
  const retry = useWrite('POST /api/admin/system/failed-tasks/:id/retry', '已重新开始');
  const mayManage = useMay('system.manage');
  return (
    <Card title="没有结算成的任务" extra={<span className="quiet">它们的队列会停住，直到结算成功</span>}>
      <Loaded query={query}>
        {({ items }) => (
          <Table
            size="small"
            pagination={false}
            rowKey="id"
            dataSource={items}
            locale={{
              emptyText: <Nothing text="没有失败的任务" hint="结算不成的任务列在这里，会自动再试" />,
            }}
            columns={[
              { title: '队列', dataIndex: 'queueName' },
              { title: '任务', render: (_, { kind }) => taskText(kind) },
              {
                title: '订单',
                render: (_, { orderNo }) =>
                  orderNo === null ? '—' : <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
              },
              { title: '已试', dataIndex: 'attempts', align: 'right' },
              { title: '错误', dataIndex: 'error' },
              { title: '后面等着', dataIndex: 'waitingBehind', align: 'right' },
              { title: '下次', render: (_, { retryAt }) => <Time iso={retryAt} /> },
              {
                title: '操作',
                render: (_, { id }) =>
                  mayManage ? (
                    <Button size="small" onClick={() => retry.mutate({ params: { id } })}>
                      现在再试
                    </Button>
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

function Jobs() {
  const query = useRead('GET /api/admin/system/jobs', {}, { refetchInterval: LIVE_MS });
  const run = useWrite('POST /api/admin/system/jobs/:name/run', '即将运行');
  const mayManage = useMay('system.manage');
  return (
    <Card title="定时任务">
      <Loaded query={query}>
        {({ items }) => (
          <Table
            size="small"
            pagination={false}
            rowKey="name"
            dataSource={items}
            locale={{ emptyText: <Nothing text="没有定时任务" hint="启动调度服务后，任务列在这里" /> }}
            columns={[
              { title: '任务', render: (_, { name }) => <span title={name}>{jobText(name)}</span> },
              {
                title: '最近一次',
                render: (_, { running, wanted, error, finishedAt }) =>
                  running || wanted ? (
                    <StateTag tone="waiting" text={running ? '运行中' : '即将运行'} />
                  ) : error === null ? (
                    <StateTag
                      tone={finishedAt === null ? 'over' : 'good'}
                      text={finishedAt === null ? '未运行' : '正常'}
                    />
                  ) : (
                    <StateTag tone="bad" text={error} />
                  ),
              },
              { title: '完成', render: (_, { finishedAt }) => <Time iso={finishedAt} /> },
              { title: '上次成功', render: (_, { succeededAt }) => <Time iso={succeededAt} /> },
              {
                title: '下一次',
                render: (_, { nextRunAt, schedule }) => (
                  <span title={schedule ?? undefined}>
                    <Time iso={nextRunAt} />
                  </span>
                ),
              },
              {
                title: '操作',
                render: (_, { name, running, wanted }) =>
                  mayManage ? (
                    <Button
                      size="small"
                      disabled={running || wanted}
                      onClick={() => run.mutate({ params: { name } })}
                    >
                      现在运行
                    </Button>
                  ) : null,
              },
            ]}
          />
        )}
      </Loaded>
    </Card>
  );
}

type Failed = ItemOf<'GET /api/admin/system/outbox'>;

function Outbox() {
  const list = useList('GET /api/admin/system/outbox', {});
  const retry = useWrite('POST /api/admin/system/outbox/:id/retry', '会再试一次');
  const mayManage = useMay('system.manage');
  const columns: readonly Column<Failed>[] = [
    { key: 'kind', title: '消息', render: ({ kind }) => nameOfKind(kind) },
    {
      key: 'member',
      title: '会员编号',
      render: ({ memberId }) => <Link to={`/members/${memberId}?tab=messages`}>{memberId}</Link>,
    },
    { key: 'createdAt', title: '产生', render: ({ createdAt }) => <Time iso={createdAt} /> },
    { key: 'attempts', title: '已试', align: 'right', render: ({ attempts }) => attempts },
    { key: 'error', title: '微信答复', render: ({ error }) => reasonText(error) },
    { key: 'nextTryAt', title: '下一次', render: ({ nextTryAt }) => <Time iso={nextTryAt} /> },
    {
      key: 'actions',
      title: '操作',
      render: ({ id }) =>
        mayManage ? (
          <Button size="small" onClick={() => retry.mutate({ params: { id } })}>
            再试
          </Button>
        ) : null,
    },
  ];
  return (
    <Card title="未送达微信的消息" extra={<span className="quiet">站内消息不受影响</span>}>
      <ListTable
        name="outbox"
        exported="work until it is done"
        columns={columns}
        list={list}
        rowKey={({ id }) => id}
        empty="没有未送达的消息"
        hint="微信没有接收的消息列在这里，可以再试"
      />
    </Card>
  );
}

type Test = ResponseOf<'POST /api/admin/system/wechat-test'>;

function WeChatTest() {
  const [test, setTest] = useState<Test | null>(null);
  const ask = useWrite('POST /api/admin/system/wechat-test', null, setTest);
  if (!useMay('system.manage')) return null;
  return (
    <Space orientation="vertical" align="end">
      <Button loading={ask.isPending} onClick={() => ask.mutate({})}>
        测试微信连接
      </Button>
      {test?.checks.map(({ name, label, ok, text }) => (
        <Alert key={name} type={ok ? 'success' : 'error'} showIcon title={`${label}：${text}`} />
      ))}
    </Space>
  );
}
