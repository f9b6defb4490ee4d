import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Table } from 'antd';
import { useState } from 'react';
import type { EntryId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead } from '../../api/queries';
import { Loaded } from '../../ui/Loaded';
import { Time } from '../../ui/Time';
import { canVerify, verifyHere } from './verifyHere';

type EntryProof = ResponseOf<'GET /api/admin/entries/:id/proof'>;
type ProofEvent = EntryProof['joining'][number];

const MOST = 50;

/** What proves an entry's place and what it was paid: the same that its member can ask for. */
export function Proof({ entry }: { entry: EntryId }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Card
      size="small"
      title="证明"
      extra={
        isOpen ? null : (
          <Button size="small" onClick={() => setOpen(true)}>
            查看证明
          </Button>
        )
      }
    >
      {isOpen ? (
        <Opened entry={entry} />
      ) : (
        <span className="quiet">队列的每一步都链在一起、每天封存，会员自己也能核对没有人插队</span>
      )}
    </Card>
  );
}

function Opened({ entry }: { entry: EntryId }) {
  const proof = useRead('GET /api/admin/entries/:id/proof', {
    params: { id: entry },
    query: { limit: MOST },
  });
  return <Loaded query={proof}>{(found) => <Shown proof={found} />}</Loaded>;
}

function Shown({ proof: { joining, payouts, seals, position } }: { proof: EntryProof }) {
  const bySeq = new Map([...joining, ...payouts.items].map((event) => [event.seq, event]));
  const events = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  return (
    <>
      <Checked events={events} seals={seals} />
      <h3>加入前后的事件（排队号 {position}）</h3>
      <Events events={joining} />
      <h3>给它发放或收回的事件</h3>
      <Events events={payouts.items} />
      {payouts.next === null ? null : <span className="quiet">只显示最早的 {MOST} 个</span>}
      <h3>每日封存</h3>
      <Table
        size="small"
        pagination={false}
        rowKey="day"
        dataSource={seals}
        locale={{ emptyText: '还没有封存：每天零点后封存一次' }}
        columns={[
          { title: '日期', dataIndex: 'day' },
          { title: '到第几个事件', dataIndex: 'seq', align: 'right' },
          { title: '事件的哈希', render: (_, { hash }) => <code className="hash">{hash}</code> },
          { title: '当日总哈希', render: (_, { root }) => <code className="hash">{root}</code> },
        ]}
      />
    </>
  );
}

/** What this browser finds when it verifies everything itself. */
function Checked({ events, seals }: { events: readonly ProofEvent[]; seals: EntryProof['seals'] }) {
  const check = useQuery({
    queryKey: ['verified', events.map(({ hash }) => hash)],
    enabled: canVerify() && events.length > 0,
    queryFn: () => verifyHere(events, seals),
  });
  if (check.data === undefined) return null;
  return check.data.length === 0 ? (
    <Alert
      type="success"
      showIcon
      title={`本浏览器自己核对了 ${events.length} 个事件：哈希、先后与封存全部一致`}
    />
  ) : (
    <Alert
      type="error"
      showIcon
      title={`核对出 ${check.data.length} 处不一致`}
      description={check.data.map(({ seq, problem }) => (
        <div key={`${seq}/${problem}`}>
          事件 {seq}：{problem}
        </div>
      ))}
    />
  );
}

const Events = ({ events }: { events: readonly ProofEvent[] }) => (
  <Table
    size="small"
    rowKey="seq"
    dataSource={events}
    pagination={false}
    scroll={{ y: 260 }}
    locale={{ emptyText: '没有' }}
    columns={[
      { title: '序号', dataIndex: 'seq', width: 80 },
      { title: '时间', width: 180, render: (_, { at }) => <Time iso={at} /> },
      { title: '内容', render: (_, { body }) => <code className="hash">{body}</code> },
      {
        title: '哈希',
        width: 200,
        render: (_, { hash }) => <code title={hash}>{hash.slice(0, 16)}…</code>,
      },
    ]}
  />
);
