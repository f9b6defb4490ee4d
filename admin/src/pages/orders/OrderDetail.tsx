import { Button, Card, Descriptions, Space, Table, Timeline } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { percentText } from '@paifan/shared/client/moneyText';
import {
  AFTER_SALE_STATE_TEXT,
  AFTER_SALE_STATE_TONE,
  ORDER_KIND_TEXT,
  ORDER_STATE_TEXT,
  ORDER_STATE_TONE,
} from '@paifan/shared/texts/states';
import { useRead } from '../../api/queries';
import { useMay } from '../../api/whoAmI';
import { Journals } from '../../features/money/Journals';
import { NoteForm } from '../../features/orders/NoteForm';
import { deliveryItems, Lines, PaidWith, Parcels, Refunds, Rewards } from '../../features/orders/OrderCards';
import { RefundDrawer } from '../../features/orders/RefundDrawer';
import { ShipDrawer } from '../../features/orders/ShipDrawer';
import { Loaded } from '../../ui/Loaded';
import { MayLink } from '../../ui/MayLink';
import { MemberName } from '../../ui/MemberName';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { StateTag } from '../../ui/StateTag';
import { Time } from '../../ui/Time';
import type { AdminOrder } from '../../features/orders/adminOrder';

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
              { label: '付款方式', children: <PaidWith order={order} /> },
              { label: '平台抽成', children: percentText(found.commissionRatio) },
              {
                label: '设置版本',
                children: (
                  <MayLink permission="settings.read" to="/settings/versions">
                    {found.settingsVersion}
                  </MayLink>
                ),
              },
              { label: '下单', children: <Time iso={order.placedAt} /> },
              { label: '付款', children: <Time iso={order.paidAt} /> },
              { label: '发货', children: <Time iso={found.shippedAt} /> },
              { label: '完成', children: <Time iso={order.completedAt} /> },
              { label: '微信支付单号', children: payment?.transactionId ?? '—' },
              { label: '对账日', children: payment?.billedOn ?? '—' },
              ...deliveryItems(order),
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
          <Refunds refunds={found.refunds} />
        </Card>
        <Rewards found={found} />
        <Card title="账目" extra={<span className="quiet">这一单引起的每一笔分录</span>}>
          <Journals journals={found.journals} />
        </Card>
        <Card title="备注" extra={<span className="quiet">仅操作员可见</span>}>
          {found.notes.length === 0 ? <p className="quiet">还没有备注</p> : null}
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
      {open === 'ship' ? (
        <ShipDrawer
          {...{ side: 'admin', orderNo: order.no }}
          lines={lines.map((line, index) => ({ ...line, skuName: order.lines[index]?.skuName ?? '' }))}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'refund' ? <RefundDrawer found={found} onClose={() => setOpen(null)} /> : null}
    </>
  );
}
