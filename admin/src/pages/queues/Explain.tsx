import { Card, Descriptions, Space, Table } from 'antd';
import { Link, useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import {
  PAYOUT_KIND_TEXT,
  REWARD_KIND_TEXT,
  REWARD_STATE_TEXT,
  REWARD_STATE_TONE,
} from '@paifan/shared/texts/states';
import { useRead } from '../../api/queries';
import { PaidTable } from '../../features/tester/PaidTable';
import { Placing } from '../../features/tester/Placing';
import { isOneOf } from '../../ui/FilterSelect';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { ReceivedBar } from '../../ui/ReceivedBar';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

type Found = ResponseOf<'GET /api/admin/explain/:orderNo/:line'>;

/** Every fen of an order's line: the rules that decided, what it gave to whom, and what its entry received from whom. */
export default function Explain() {
  const { no = '', line = '0' } = useParams();
  const query = useRead('GET /api/admin/explain/:orderNo/:line', {
    params: { orderNo: no, line: Number(line) },
  });
  return <Loaded query={query}>{(found) => <Shown found={found} />}</Loaded>;
}

const Shown = ({ found }: { found: Found }) => (
  <Space orientation="vertical" size={16} style={{ width: '100%' }}>
    <PageHead title={`${found.title} 的每一分钱`} about={`订单 ${found.orderNo} 第 ${found.line + 1} 行`} />
    <Card size="small">
      <Descriptions
        size="small"
        column={{ xs: 1, lg: 3 }}
        items={[
          { label: '订单', children: <Link to={`/orders/${found.orderNo}`}>{found.orderNo}</Link> },
          { label: '会员', children: <MemberName member={found.member} /> },
          { label: '实付', children: <Money fen={found.paidFen} /> },
          { label: '已退', children: <Money fen={found.refundedFen} /> },
          { label: '给了队列', children: <Money fen={found.contributedFen} /> },
          {
            label: '权益',
            children:
              found.entry === null ? (
                (found.noEntryReason ?? '没有')
              ) : (
                <Link to={`/entries/${found.entry.id}`}>
                  <ReceivedBar rewardedFen={found.entry.rewardedFen} entitledFen={found.entry.entitledFen} />
                </Link>
              ),
          },
        ]}
      />
    </Card>
    <Card size="small" title="下单时定下的">
      <Placing placing={found.placing} />
    </Card>
    <Card size="small" title="它付给了谁">
      <PaidTable payments={found.paid} empty="没有付给别人" />
    </Card>
    <Card size="small" title="它收到的，以及那是谁的钱">
      <Received received={found.received} />
    </Card>
    <Card size="small" title="队列外的奖励">
      <Rewards rewards={found.rewards} />
    </Card>
  </Space>
);

const Received = ({ received }: { received: Found['received'] }) => (
  <Table
    size="small"
    pagination={received.length > 20 ? { pageSize: 20 } : false}
    rowKey={(row) => received.indexOf(row)}
    dataSource={received}
    locale={{ emptyText: '还没有收到' }}
    columns={[
      { title: '时间', render: (_, { at }) => <Time iso={at} /> },
      { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} flow /> },
      {
        title: '怎么来的',
        render: (_, { kind }) => (isOneOf(PAYOUT_KIND_TEXT, kind) ? PAYOUT_KIND_TEXT[kind] : kind),
      },
      {
        title: '由哪一单引起',
        render: (_, { causeOrderNo }) =>
          causeOrderNo === null ? '整个队列' : <Link to={`/orders/${causeOrderNo}`}>{causeOrderNo}</Link>,
      },
      {
        title: '是谁的钱',
        render: (_, { paidFrom }) =>
          paidFrom.map(({ orderNo, amountFen }, index) => (
            <div key={`${orderNo ?? ''}/${index}`}>
              {orderNo === null ? '更早的奖金池' : <Link to={`/orders/${orderNo}`}>{orderNo}</Link>}{' '}
              <Money fen={amountFen} />
            </div>
          )),
      },
    ]}
  />
);

const Rewards = ({ rewards }: { rewards: Found['rewards'] }) => (
  <Table
    size="small"
    pagination={false}
    rowKey={({ kind, member }) => `${kind}/${member.id}`}
    dataSource={rewards}
    locale={{ emptyText: '没有' }}
    columns={[
      { title: '奖励', render: (_, { kind }) => REWARD_KIND_TEXT[kind] },
      { title: '会员', render: (_, { member }) => <MemberName member={member} /> },
      { title: '比例', render: (_, { ratio }) => percentText(ratio) },
      { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} /> },
      {
        title: '状态',
        render: (_, { state }) => (
          <StateTag tone={REWARD_STATE_TONE[state]} text={REWARD_STATE_TEXT[state]} />
        ),
      },
    ]}
  />
);
