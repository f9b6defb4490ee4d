import { Text, View } from '@tarojs/components';
import { ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Picture } from '@/ui/Picture';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import type { DeskOrderSummary } from '../api/queries';
import { DELIVERY_TEXT } from '../words';
import './DeskOrderRow.scss';

/** An order, as far as it is this merchant's. */
export function DeskOrderRow({ order, merchant }: { order: DeskOrderSummary; merchant: string }) {
  const { no, title, picture, state, storeName, delivery, pieces, leftPieces } = order;
  return (
    <Card className="t-desk-order" onTap={() => open('/packages/desk/order/index', { merchant, no })}>
      <View className="desk-order">
        {picture !== null && <Picture path={picture} className="desk-order__picture" />}
        <View className="desk-order__what">
          <View className="desk-order__head">
            <Text className="clamp-1 desk-order__title">{title}</Text>
            <Tag
              className="t-desk-order-state"
              tone={leftPieces > 0 ? 'waiting' : 'plain'}
              text={leftPieces > 0 ? `待交付 ${leftPieces} 件` : ORDER_STATE_TEXT[state]}
            />
          </View>
          <Text className="muted clamp-1">
            {storeName ?? '商城'} · {DELIVERY_TEXT[delivery]} · {timeText(order.paidAt)}
          </Text>
          <View className="desk-order__foot">
            <Text className="muted">共 {pieces} 件</Text>
            <Amount fen={order.amountFen} size="title" />
          </View>
        </View>
      </View>
    </Card>
  );
}
