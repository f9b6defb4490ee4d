import { Button, Card, Descriptions, Space, Table, Typography } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import { DELIVERY_TEXT } from '@paifan/shared/texts/states';
import { useRead } from '../../api/queries';
import { ParcelTable } from '../../features/orders/ParcelTable';
import { ShipDrawer } from '../../features/orders/ShipDrawer';
import { Loaded } from '../../ui/Loaded';
import { Money } from '../../ui/Money';
import { PageHead } from '../../ui/PageHead';
import { Time } from '../../ui/Time';
import { DeskOrderState } from '../parts/orderState';
import { useDeskMay } from '../whoAmI';

type DeskOrder = ResponseOf<'GET /api/desk/orders/:no'>;

/** An order, as far as it is this merchant's. */
export default function DeskOrderDetail() {
  const { no = '' } = useParams();
  const query = useRead('GET /api/desk/orders/:no', { params: { no } });
  return <Loaded query={query}>{(order) => <Shown order={order} />}</Loaded>;
}

function Shown({ order }: { order: DeskOrder }) {
  const [isSending, setSending] = useState(false);
  const mayRedeem = useDeskMay('desk.pickup');
  return (
    <>
      <PageHead
        title={`订单 ${order.no}`}
        actions={
          <Space>
            {order.delivery === 'pickup' && order.state === 'paid' && mayRedeem ? (
              <Link to="/desk/pickup">去核销提货码</Link>
            ) : null}
            {order.mayShip ? <Link to={`/desk/orders/packing?nos=${order.no}`}>装箱单</Link> : null}
            {order.mayShip ? (
              <Button type="primary" onClick={() => setSending(true)}>
                发货
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
                key: 'state',
                label: '状态',
                children: <DeskOrderState order={order} />,
              },
              { key: 'store', label: '来自', children: order.storeName ?? '商城' },
              { key: 'delivery', label: '配送', children: DELIVERY_TEXT[order.delivery] },
              { key: 'amount', label: '金额', children: <Money fen={order.amountFen} /> },
              { key: 'buyer', label: '顾客', children: order.buyerName },
              { key: 'note', label: '留言', children: order.note || '—' },
              { key: 'paidAt', label: '付款', children: <Time iso={order.paidAt} /> },
              { key: 'shippedAt', label: '全部发出', children: <Time iso={order.shippedAt} /> },
              { key: 'completedAt', label: '完成', children: <Time iso={order.completedAt} /> },
            ]}
          />
        </Card>
        {order.address === null ? null : (
          <Card
            title="收货地址"
            extra={order.addressMasked ? <span className="quiet">仅发货期间对发货人员完整显示</span> : null}
          >
            <p className="plain">
              {order.address.name} {order.address.phone}
            </p>
            <p className="plain">
              <Typography.Text
                copyable={
                  order.addressMasked
                    ? false
                    : { text: lineOf(order.address), tooltips: ['复制收货信息', '已复制'] }
                }
              >
                {order.address.province}
                {order.address.city}
                {order.address.district} {order.address.detail}
              </Typography.Text>
            </p>
          </Card>
        )}
        <Lines order={order} />
        <Parcels order={order} />
      </Space>
      {isSending ? (
        <ShipDrawer
          {...{ side: 'desk', orderNo: order.no, lines: order.lines }}
          onClose={() => setSending(false)}
        />
      ) : null}
    </>
  );
}

/** As an express company's form takes it. */
const lineOf = ({
  name,
  phone,
  province,
  city,
  district,
  detail,
}: NonNullable<DeskOrder['address']>): string => `${name} ${phone} ${province}${city}${district}${detail}`;

const Lines = ({ order: { lines } }: { order: DeskOrder }) => (
  <Card title="商品">
    <Table
      size="small"
      pagination={false}
      rowKey="line"
      dataSource={lines}
      scroll={{ x: 'max-content' }}
      columns={[
        {
          title: '商品',
          render: (_, { title, skuName }) => (skuName === '' ? title : `${title}（${skuName}）`),
        },
        { title: '件数', dataIndex: 'quantity', align: 'right' },
        { title: '已发', dataIndex: 'shippedPieces', align: 'right' },
        { title: '待发', dataIndex: 'unsentPieces', align: 'right' },
        {
          title: '售后中，暂不发',
          align: 'right',
          render: (_, { heldBackPieces }) => (heldBackPieces === 0 ? '—' : heldBackPieces),
        },
        {
          title: '已退，不再发',
          align: 'right',
          render: (_, { withdrawnPieces }) => (withdrawnPieces === 0 ? '—' : withdrawnPieces),
        },
        { title: '金额', align: 'right', render: (_, { amountFen }) => <Money fen={amountFen} /> },
      ]}
    />
  </Card>
);

const Parcels = ({ order: { parcels } }: { order: DeskOrder }) =>
  parcels.length === 0 ? null : (
    <Card title="包裹">
      <ParcelTable parcels={parcels} />
    </Card>
  );
