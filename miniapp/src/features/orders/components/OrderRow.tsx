import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Picture } from '@/ui/Picture';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import type { OrderSummary } from '../api/queries';
import { ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import './OrderRow.scss';

export function OrderRow({ order }: { order: OrderSummary }) {
  return (
    <Card className="t-order" onTap={() => open('/packages/orders/detail/index', { no: order.no })}>
      <View className="order-row">
        <Picture path={order.picture} className="order-row__picture" />
        <View className="order-row__what">
          <View className="order-row__head">
            <Text className="clamp-1 order-row__title">{order.title}</Text>
            <Tag
              className="t-order-state"
              tone={order.state === 'placed' ? 'price' : 'plain'}
              text={ORDER_STATE_TEXT[order.state]}
            />
          </View>
          <Text className="muted">
            {order.storeName === null ? '' : `${order.storeName} · `}
            {timeText(order.placedAt)}
          </Text>
          <View className="order-row__foot">
            <Text className="muted">共 {order.pieces} 件</Text>
            <Amount fen={order.totalFen} size="title" />
          </View>
        </View>
      </View>
    </Card>
  );
}
