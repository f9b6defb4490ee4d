import { Text } from '@tarojs/components';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { PictureRow, PiecesFoot } from '@/ui/PictureRow';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import type { OrderSummary } from '../api/queries';
import { ORDER_STATE_TEXT } from '@paifan/shared/texts/states';

export function OrderRow({ order }: { order: OrderSummary }) {
  return (
    <Card className="t-order" onTap={() => open('/packages/orders/detail/index', { no: order.no })}>
      <PictureRow
        picture={order.picture}
        title={order.title}
        tag={
          <Tag
            className="t-order-state"
            tone={order.state === 'placed' ? 'price' : 'plain'}
            text={ORDER_STATE_TEXT[order.state]}
          />
        }
      >
        <Text className="muted">
          {order.storeName === null ? '' : `${order.storeName} · `}
          {timeText(order.placedAt)}
        </Text>
        <PiecesFoot pieces={order.pieces} fen={order.totalFen} />
      </PictureRow>
    </Card>
  );
}
