import { Card, Descriptions, Space, Table } from 'antd';
import { Link, useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import { entryId } from '@paifan/shared/ids/ids';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ENTRY_STATE_TEXT, ENTRY_STATE_TONE, PAYOUT_KIND_TEXT } from '@paifan/shared/texts/states';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { BROUGHT_TEXT, REQUEST_STATE_TEXT } from '../../features/queues/assetWords';
import { Explanation } from '../../features/queues/Explanation';
import { OddsText } from '../../features/queues/OddsText';
import { Proof } from '../../features/queues/Proof';
import { estimateText, queuePath, queueTitle } from '../../features/queues/words';
import { isOneOf } from '../../ui/FilterSelect';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { Hundredths, Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { ReceivedBar } from '../../ui/ReceivedBar';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

type Detail = ResponseOf<'GET /api/admin/entries/:id'>;

/** An entry with its whole history: each amount, the order that paid it, the rule that set its ratio. */
export default function EntryDetail() {
  const { id = '' } = useParams();
  const query = useRead('GET /api/admin/entries/:id', { params: { id: entryId(id) } });
  return <Loaded query={query}>{(detail) => <Shown detail={detail} />}</Loaded>;
}

function Shown({ detail }: { detail: Detail }) {
  const { entry } = detail;
  const mayExplain = useMay('orders.read');
  return (
    <>
      <PageHead
        title={`${queueTitle(detail.queueKey)} ${entry.position} 号`}
        actions={
          mayExplain ? (
            <Link to={`/explain/${entry.orderNo}/${entry.lineNo}`}>每一分钱从哪来、到哪去</Link>
          ) : null
        }
      />
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        <Facts detail={detail} />
        <Card size="small" title={`收到的奖励（${detail.payouts.length} 笔）`}>
          <Payouts payouts={detail.payouts} />
        </Card>
        <Card size="small" title="比例从哪条规则来">
          <Explanation asked={detail.explanation} />
        </Card>
        {detail.draw === null ? null : <Draw draw={detail.draw} />}
        {detail.exchanges.length === 0 ? null : <Exchanges exchanges={detail.exchanges} />}
        <Proof entry={entry.id} />
      </Space>
    </>
  );
}

function Facts({ detail: { entry, queueKey, estimate, earlier, brought } }: { detail: Detail }) {
  return (
    <Card size="small">
      <Descriptions
        size="small"
        column={{ xs: 1, lg: 3 }}
        items={[
          {
            label: '状态',
            children: <StateTag tone={ENTRY_STATE_TONE[entry.state]} text={ENTRY_STATE_TEXT[entry.state]} />,
          },
          { label: '会员', children: <MemberName member={entry.member} /> },
          { label: '队列', children: <Link to={queuePath(queueKey)}>{queueTitle(queueKey)}</Link> },
          {
            label: '已奖励 / 权益',
            children: <ReceivedBar rewardedFen={entry.rewardedFen} entitledFen={entry.entitledFen} />,
          },
          { label: '待奖励', children: <Money fen={entry.remainingFen} /> },
          { label: '比例', children: `${percentText(entry.ratio)}（${entry.sourceText}）` },
          { label: '现在第几位', children: entry.place ?? '—' },
          {
            label: '前面还有',
            children: entry.aheadFen === null ? '—' : <Money fen={entry.aheadFen} />,
          },
          { label: '按近期速度', children: estimate === null ? '—' : estimateText(estimate) },
          { label: '买了什么', children: entry.title },
          { label: '订单', children: <Link to={`/orders/${entry.orderNo}`}>{entry.orderNo}</Link> },
          { label: '订单已完成', children: entry.completed ? '是' : '否' },
          { label: '加入', children: <Time iso={entry.joinedAt} /> },
          { label: '结束', children: <Time iso={entry.endedAt} /> },
          ...(brought === null
            ? []
            : [
                {
                  label: '换成',
                  children: (
                    <>
                      {isOneOf(BROUGHT_TEXT, brought.balance)
                        ? BROUGHT_TEXT[brought.balance]
                        : brought.balance}{' '}
                      <Hundredths amount={brought.amount} />（{percentText(brought.ratio)}）
                    </>
                  ),
                },
              ]),
          ...(earlier.length === 0
            ? []
            : [
                {
                  label: '合并之前',
                  children: earlier
                    .map(({ queueKey: key, position }) => `${queueTitle(key)} ${position} 号`)
                    .join('，'),
                },
              ]),
        ]}
      />
    </Card>
  );
}

const Payouts = ({ payouts }: { payouts: Detail['payouts'] }) => (
  <Table
    size="small"
    pagination={payouts.length > 20 ? { pageSize: 20 } : false}
    rowKey={(row) => payouts.indexOf(row)}
    dataSource={payouts}
    locale={{ emptyText: '还没有收到：先轮到前面的人' }}
    columns={[
      { title: '时间', render: (_, { at }) => <Time iso={at} /> },
      { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} flow /> },
      {
        title: '怎么来的',
        render: (_, { kind }) => (isOneOf(PAYOUT_KIND_TEXT, kind) ? PAYOUT_KIND_TEXT[kind] : kind),
      },
      {
        title: '由哪一单',
        render: (_, { orderNo }) =>
          orderNo === null ? '整个队列' : <Link to={`/orders/${orderNo}`}>{orderNo}</Link>,
      },
      {
        title: '此后已奖励',
        align: 'right',
        render: (_, { rewardedAfterFen }) => <Money fen={rewardedAfterFen} />,
      },
    ]}
  />
);

const DRAW_STATE_TEXT = {
  available: '可以抽奖',
  unavailable: '不能抽奖',
  ...REQUEST_STATE_TEXT,
  applied: '已抽奖',
} as const;

const Draw = ({ draw }: { draw: NonNullable<Detail['draw']> }) => (
  <Card size="small" title="抽奖">
    <Descriptions
      size="small"
      column={{ xs: 1, lg: 2 }}
      items={[
        { label: '状态', children: DRAW_STATE_TEXT[draw.state] },
        { label: '奖项', children: <OddsText odds={draw.odds} /> },
        { label: '抽中', children: draw.outcome === null ? '—' : percentText(draw.outcome) },
        { label: '得到比例', children: draw.ratio === null ? '—' : percentText(draw.ratio) },
        ...(draw.brakeFactor === null
          ? []
          : [{ label: '刹车系数', children: percentText(draw.brakeFactor) }]),
        ...(draw.refusal === null ? [] : [{ label: '原因', children: draw.refusal }]),
        { label: '抽奖时间', children: <Time iso={draw.askedAt} /> },
        { label: '种子日期', children: draw.day ?? '—' },
        { label: '会员的随机数', children: draw.nonce ?? '—' },
        { label: '种子承诺', children: <code className="hash">{draw.commitment ?? '—'}</code> },
        { label: '种子', children: <code className="hash">{draw.seed ?? '当日结束后公布'}</code> },
      ]}
    />
  </Card>
);

const Exchanges = ({ exchanges }: { exchanges: Detail['exchanges'] }) => (
  <Card size="small" title="兑换">
    <Table
      size="small"
      pagination={false}
      rowKey="id"
      dataSource={exchanges}
      columns={[
        { title: '换成', render: (_, { asset }) => BROUGHT_TEXT[asset] },
        { title: '比例', render: (_, { ratio }) => percentText(ratio) },
        {
          title: '得到',
          align: 'right',
          render: (_, { amount }) => (amount === null ? '—' : <Hundredths amount={amount} />),
        },
        {
          title: '状态',
          render: (_, { state, refusal }) =>
            `${REQUEST_STATE_TEXT[state]}${refusal === null ? '' : `：${refusal}`}`,
        },
        { title: '申请', render: (_, { askedAt }) => <Time iso={askedAt} /> },
      ]}
    />
  </Card>
);
