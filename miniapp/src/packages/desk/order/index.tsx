import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ORDER_STATE_TEXT, PARCEL_KIND_TEXT } from '@paifan/shared/texts/states';
import { deskOrderQuery, type DeskOrder } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { GoodsRow } from '@/features/desk/components/GoodsRow';
import { SendSheet } from '@/features/desk/components/SendSheet';
import type { Desk } from '@/features/desk/desk';
import { DELIVERY_TEXT, heldText, piecesText } from '@/features/desk/words';
import { open, pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { CopyLine } from '@/ui/CopyLine';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import { useRefresh } from '@/ui/useRefresh';

/** An order, as far as it is this merchant's: what to pack, and where it goes. */
export default function DeskOrderPage() {
  useRefresh('desk');
  return (
    <View className="page page--with-bar t-desk-order-page">
      <OfflineStrip />
      <AtDesk permission="desk.orders.read">{(desk) => <Order desk={desk} />}</AtDesk>
    </View>
  );
}

function Order({ desk }: { desk: Desk }) {
  const [no] = useState(() => pageParam('no'));
  const query = useQuery(deskOrderQuery(desk.id, no));
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={3} />}>
      {(order) => <Shown desk={desk} order={order} />}
    </Loaded>
  );
}

function Shown({ desk, order }: { desk: Desk; order: DeskOrder }) {
  const [isSending, setSending] = useState(false);
  const isToFetch = order.delivery === 'pickup' && order.state === 'paid' && desk.may('desk.pickup');
  return (
    <>
      {isSending && <SendSheet desk={desk} order={order} onClose={() => setSending(false)} />}
      <View className="stack">
        <Card>
          <Line name="状态">
            <Tag
              className="t-desk-order-state"
              tone={order.leftPieces > 0 ? 'waiting' : 'plain'}
              text={ORDER_STATE_TEXT[order.state]}
            />
          </Line>
          {order.lines.map((line) => (
            <GoodsRow
              key={line.line}
              title={line.title}
              skuName={line.skuName}
              picture={line.picture}
              text={piecesText(line)}
              note={heldText(line)}
            />
          ))}
          <Line name={desk.merchant.kind === 'supplier' ? '供应价' : '金额'}>
            <Amount fen={order.amountFen} size="title" />
          </Line>
        </Card>
        <Where order={order} />
        {order.parcels.map((parcel) => (
          <Card key={`${parcel.number ?? ''}${parcel.shippedAt}`} className="t-desk-parcel">
            <Line name={parcel.carrierName ?? PARCEL_KIND_TEXT[parcel.kind]}>
              <Text>{timeText(parcel.shippedAt)}</Text>
            </Line>
            {parcel.number !== null && <CopyLine name="单号" value={parcel.number} className="t-tracking" />}
            <Text className="muted">
              {parcel.lines.map(({ title, quantity }) => `${title} × ${quantity}`).join('，')}
            </Text>
          </Card>
        ))}
        <Card>
          <Line name="来自">
            <Text>{order.storeName ?? '商城'}</Text>
          </Line>
          <Line name="顾客">
            <Text>{order.buyerName}</Text>
          </Line>
          {order.note !== '' && (
            <Line name="留言">
              <Text>{order.note}</Text>
            </Line>
          )}
          <Line name="付款">
            <Text>{timeText(order.paidAt)}</Text>
          </Line>
          <CopyLine name="订单号" value={order.no} />
        </Card>
      </View>
      {order.mayShip && (
        <ActionBar>
          <Button kind="main" className="button--wide t-send" text="发货" onTap={() => setSending(true)} />
        </ActionBar>
      )}
      {isToFetch && (
        <ActionBar>
          <Button
            kind="main"
            className="button--wide t-to-pickup"
            text="去核销提货码"
            onTap={() => open('/packages/desk/pickup/index', { merchant: desk.id })}
          />
        </ActionBar>
      )}
    </>
  );
}

/** Where it goes; in full for who may ship, until the order is completed. */
function Where({ order: { delivery, address, addressMasked } }: { order: DeskOrder }) {
  return (
    <Card>
      <Line name="配送">
        <Text>{DELIVERY_TEXT[delivery]}</Text>
      </Line>
      {address !== null && (
        <>
          <CopyLine name="收货人" value={`${address.name} ${address.phone}`} className="t-desk-receiver" />
          <CopyLine
            name="地址"
            value={`${address.province}${address.city}${address.district} ${address.detail}`}
          />
          {addressMasked && <Text className="muted">只在发货期间对发货人员完整显示</Text>}
        </>
      )}
    </Card>
  );
}
