import { Button, Card, Descriptions, Space, Table, Timeline } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  AFTER_SALE_STATE_TEXT,
  AFTER_SALE_STATE_TONE,
  ORDER_KIND_TEXT,
  ORDER_STATE_TEXT,
  ORDER_STATE_TONE,
  PARCEL_KIND_TEXT,
  REWARD_KIND_TEXT,
  REWARD_STATE_TEXT,
  REWARD_STATE_TONE,
} from '@paifan/shared/texts/states';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Journals } from '../../features/money/Journals';
import { NoteForm } from '../../features/orders/NoteForm';
import { RefundDrawer } from '../../features/orders/RefundDrawer';
import { ShipDrawer } from '../../features/orders/ShipDrawer';
import { Loaded } from '../../ui/Loaded';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';

export type AdminOrder = ResponseOf<'GET /api/admin/orders/:no'>;

/** An order with all that is known of it. */
export default function OrderDetail() {
  const { no = '' } = useParams();
  const query = useRead('GET /api/admin/orders/:no', { params: { no } });
  return <Loaded query={query}>{(found) => <Shown found={found} />}</Loaded>;
}

function Shown({ found }: { found: AdminOrder }) {
  const { order, member, lines, payment } = found;
  const [open, setOpen] = useState<'ship' | 'refund' | null>(null);
  const mayShip = useMay('orders.ship') && lines.some(({ unsentPieces }) => unsentPieces > 0);
  const mayRefund = useMay('orders.refund') && lines.some(({ leftFen }) => leftFen > 0);
  const isPaid = order.state === 'paid' || order.state === 'shipped' || order.state === 'completed';
  return (
    <>
      <PageHead
        title={`订单 ${order.no}`}
        actions={
          <Space>
            {mayShip && order.state === 'paid' ? (
              <Button type="primary" onClick={() => setOpen('ship')}>
                发货
              </Button>
            ) : null}
            {mayRefund && isPaid ? (
              <Button danger onClick={() => setOpen('refund')}>
                主动退款
              </Button>
            ) : null}
          </Space>
        }
      />
      <Space orientation="vertical" size={16} style={{ width: '100%' }}>
        <Card>
          <Descriptions
            column={{ xs: 1, lg: 3 }}
            items={[
              {
                label: '状态',
                children: (
                  <StateTag tone={ORDER_STATE_TONE[order.state]} text={ORDER_STATE_TEXT[order.state]} />
                ),
              },
              { label: '类型', children: ORDER_KIND_TEXT[order.kind] },
              { label: '会员', children: <MemberName member={member} /> },
              { label: '门店', children: order.storeName ?? '—' },
              { label: '金额', children: <Money fen={order.totalFen} /> },
              { label: '平台抽成', children: found.commissionRatio },
              {
                label: '设置版本',
                children: <Link to="/settings/versions">{found.settingsVersion}</Link>,
              },
              { label: '下单', children: <Time iso={order.placedAt} /> },
              { label: '付款', children: <Time iso={order.paidAt} /> },
              { label: '发货', children: <Time iso={found.shippedAt} /> },
              { label: '完成', children: <Time iso={order.completedAt} /> },
              { label: '微信支付单号', children: payment?.transactionId ?? '—' },
              { label: '对账日', children: payment?.billedOn ?? '—' },
            ]}
          />
        </Card>
        <Lines found={found} />
        <Parcels found={found} />
        <Card title="售后与退款">
          <Table
            size="small"
            pagination={false}
            rowKey="no"
            dataSource={found.afterSales}
            locale={{ emptyText: '没有售后' }}
            columns={[
              { title: '售后单', render: (_, { no }) => <Link to={`/after-sales/${no}`}>{no}</Link> },
              { title: '商品', dataIndex: 'title' },
              {
                title: '状态',
                render: (_, { state }) => (
                  <StateTag tone={AFTER_SALE_STATE_TONE[state]} text={AFTER_SALE_STATE_TEXT[state]} />
                ),
              },
              { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} /> },
              { title: '申请', render: (_, { requestedAt }) => <Time iso={requestedAt} /> },
            ]}
          />
        </Card>
        <Rewards found={found} />
        <Card title="账目" extra={<span className="quiet">这一单引起的每一笔分录</span>}>
          <Journals journals={found.journals} />
        </Card>
        <Card title="备注" extra={<span className="quiet">仅操作员可见</span>}>
          <Timeline
            items={found.notes.map(({ id, at, operator, text }) => ({
              key: id,
              content: (
                <>
                  <Time iso={at} /> {operator}：{text}
                </>
              ),
            }))}
          />
          <NoteForm orderNo={order.no} />
        </Card>
      </Space>
      {open === 'ship' ? <ShipDrawer found={found} onClose={() => setOpen(null)} /> : null}
      {open === 'refund' ? <RefundDrawer found={found} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

/** What was bought, what was fixed with it, and where it stands. */
function Lines({ found: { order, lines } }: { found: AdminOrder }) {
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
            <ul>
              {terms.explanation.map(({ rule, text, applied }) => (
                <li key={rule} className={applied ? '' : 'quiet'}>
                  {applied ? '✓ ' : ''}
                  {text}
                </li>
              ))}
              {terms.conditions.map((condition) => (
                <li key={condition}>{condition}</li>
              ))}
            </ul>
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

const Parcels = ({ found: { parcels, shippingUpload } }: { found: AdminOrder }) =>
  parcels.length === 0 ? null : (
    <Card
      title="包裹"
      extra={
        shippingUpload?.state === 'refused' ? (
          <StateTag tone="bad" text={`微信未接收发货信息：${shippingUpload.error ?? '原因不明'}`} />
        ) : null
      }
    >
      <Table
        size="small"
        pagination={false}
        rowKey={({ number, shippedAt }) => `${number ?? ''}${shippedAt}`}
        dataSource={parcels}
        columns={[
          { title: '方式', render: (_, { kind, carrierName }) => carrierName ?? PARCEL_KIND_TEXT[kind] },
          { title: '单号', dataIndex: 'number' },
          { title: '发货', render: (_, { shippedAt }) => <Time iso={shippedAt} /> },
          {
            title: '内容',
            render: (_, { lines }) => lines.map(({ title, quantity }) => `${title} × ${quantity}`).join('，'),
          },
        ]}
      />
    </Card>
  );

const Rewards = ({ found: { rewards } }: { found: AdminOrder }) =>
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
