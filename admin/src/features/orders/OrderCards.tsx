import { Card, Table, type DescriptionsProps } from 'antd';
import { Link } from 'react-router';
import { hundredthsText, moneyText } from '@paifan/shared/client/moneyText';
import {
  DELIVERY_TEXT,
  REFUND_STATE_TEXT,
  REWARD_KIND_TEXT,
  REWARD_STATE_TEXT,
  REWARD_STATE_TONE,
} from '@paifan/shared/texts/states';
import type { AdminOrder } from './adminOrder';
import { Explanation } from '../queues/Explanation';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import { ParcelTable } from './ParcelTable';
import { RefusedUpload } from './RefusedUpload';

type Order = AdminOrder['order'];

/** What an order was paid with: WeChat, the cash balance, and what was taken off. */
export function PaidWith({ order: { paidWith, discountFen, freightFen } }: { order: Order }) {
  const { wechatFen, cashFen, pointsUsed, loveUsed, voucherUsed, deductedFen } = paidWith;
  const parts = [
    wechatFen > 0 && `微信 ${moneyText(wechatFen)}`,
    cashFen > 0 && `余额 ${moneyText(cashFen)}`,
    pointsUsed > 0 && `积分 ${hundredthsText(pointsUsed)}`,
    loveUsed > 0 && `爱心值 ${hundredthsText(loveUsed)}`,
    deductedFen > 0 && `共抵 ${moneyText(deductedFen)}`,
    voucherUsed > 0 && `购物券 ${hundredthsText(voucherUsed)}`,
    discountFen > 0 && `优惠 ${moneyText(discountFen)}`,
    freightFen > 0 && `含运费 ${moneyText(freightFen)}`,
  ].filter((part) => part !== false);
  return <span className="amount">{parts.join('，') || '—'}</span>;
}

/** How the goods reach their buyer, and what the buyer said. */
export const deliveryItems = ({
  delivery,
  address,
  pickupCode,
  note,
}: Order): NonNullable<DescriptionsProps['items']> => [
  { label: '配送', children: DELIVERY_TEXT[delivery] },
  ...(pickupCode === null ? [] : [{ label: '提货码', children: <code>{pickupCode}</code> }]),
  { label: '买家留言', children: note || '—' },
  ...(address === null
    ? []
    : [
        {
          label: '收货',
          span: 'filled' as const,
          children: `${address.name} ${address.phone}，${address.province}${address.city}${address.district}${address.detail}`,
        },
      ]),
];

/** Refunds as they stand at WeChat Pay. */
export const Refunds = ({ refunds }: { refunds: AdminOrder['refunds'] }) =>
  refunds.length === 0 ? null : (
    <Table
      size="small"
      pagination={false}
      rowKey="no"
      style={{ marginTop: 16 }}
      dataSource={refunds}
      columns={[
        { title: '微信退款单', dataIndex: 'no' },
        { title: '退回微信', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} /> },
        {
          title: '状态',
          render: (_, { state, error }) =>
            error === null ? REFUND_STATE_TEXT[state] : `${REFUND_STATE_TEXT[state]}（${error}）`,
        },
        { title: '开始', render: (_, { createdAt }) => <Time iso={createdAt} /> },
        { title: '完成', render: (_, { finishedAt }) => <Time iso={finishedAt} /> },
      ]}
    />
  );

/** What was bought, what was fixed with it, and where it stands. */
export function Lines({ found: { order, lines } }: { found: AdminOrder }) {
  const rows = order.lines.map((line, index) => ({ ...line, facts: lines[index], index }));
  return (
    <Card title="商品与权益">
      <Table
        size="small"
        pagination={false}
        rowKey="index"
        dataSource={rows}
        scroll={{ x: 'max-content' }}
        expandable={{
          expandedRowRender: ({ terms }) => (
            <>
              <Explanation asked={terms.explanation} />
              {terms.conditions.map((condition) => (
                <div key={condition}>{condition}</div>
              ))}
            </>
          ),
        }}
        columns={[
          {
            title: '商品',
            render: (_, { title, skuName }) => (skuName === '' ? title : `${title}（${skuName}）`),
          },
          { title: '单价', align: 'right', render: (_, { unitPriceFen }) => <Money fen={unitPriceFen} /> },
          { title: '件数', dataIndex: 'quantity', align: 'right' },
          { title: '实付', align: 'right', render: (_, { paidFen }) => <Money fen={paidFen} /> },
          {
            title: '已退',
            align: 'right',
            render: (_, { facts }) => <Money fen={facts?.refundedFen ?? 0} />,
          },
          { title: '成本', align: 'right', render: (_, { facts }) => <Money fen={facts?.costFen ?? 0} /> },
          {
            title: '提取',
            align: 'right',
            render: (_, { facts }) => <Money fen={facts?.contributedFen ?? 0} />,
          },
          { title: '权益', align: 'right', render: (_, { terms }) => <Money fen={terms.entitledFen} /> },
          { title: '依据', render: (_, { terms }) => terms.sourceText ?? '不参加' },
          {
            title: '排队',
            render: (_, { entry, noEntryReason }) =>
              entry === null ? (noEntryReason ?? '—') : <Link to={`/entries/${entry.id}`}>查看权益</Link>,
          },
          {
            title: '说明',
            render: (_, { index }) => <Link to={`/explain/${order.no}/${index}`}>每一分钱</Link>,
          },
        ]}
      />
    </Card>
  );
}

/** What was sent, and whether WeChat took note of it. */
export const Parcels = ({ found: { order, parcels, shippingUpload } }: { found: AdminOrder }) =>
  parcels.length === 0 && shippingUpload?.state !== 'refused' ? null : (
    <Card title="包裹" extra={<RefusedUpload orderNo={order.no} upload={shippingUpload} />}>
      <ParcelTable parcels={parcels} />
    </Card>
  );

/** What others got for the order. */
export const Rewards = ({ found: { rewards } }: { found: AdminOrder }) =>
  rewards.length === 0 ? null : (
    <Card title="队列外的奖励">
      <Table
        size="small"
        pagination={false}
        rowKey={({ kind, line, member }) => `${kind}/${line}/${member.id}`}
        dataSource={rewards}
        columns={[
          { title: '奖励', render: (_, { kind }) => REWARD_KIND_TEXT[kind] },
          { title: '会员', render: (_, { member }) => <MemberName member={member} /> },
          { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} /> },
          {
            title: '状态',
            render: (_, { state }) => (
              <StateTag tone={REWARD_STATE_TONE[state]} text={REWARD_STATE_TEXT[state]} />
            ),
          },
          { title: '转入可用', render: (_, { releasesAt }) => <Time iso={releasesAt} /> },
        ]}
      />
    </Card>
  );
