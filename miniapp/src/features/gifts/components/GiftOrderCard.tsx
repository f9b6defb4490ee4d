import { Text, View } from '@tarojs/components';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { BALANCE_TEXT } from '@/features/me/words';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { CopyLine } from '@/ui/CopyLine';
import { Picture } from '@/ui/Picture';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import type { GiftOrder } from '../api/queries';
import { useGiftOrder } from '../hooks/useGiftOrder';
import './GiftOrderCard.scss';

/** A redeemed gift: where it is, and what can be done. */
export function GiftOrderCard({ order }: { order: GiftOrder }) {
  const { cancelling, receiving } = useGiftOrder(order);
  return (
    <Card className="t-gift-order">
      <View className="gift-order__head">
        <Picture path={order.picture} className="gift-order__picture" />
        <View className="gift-order__words">
          <Text className="clamp-1 gift-order__title">
            {order.title} × {order.quantity}
          </Text>
          <Text className="muted">
            {hundredthsText(order.amount)} {BALANCE_TEXT[order.balance]} · {timeText(order.placedAt)}
          </Text>
        </View>
        <Tag
          className="t-gift-order-state"
          tone={order.state === 'placed' || order.state === 'shipped' ? 'waiting' : 'plain'}
          text={order.stateText}
        />
      </View>
      <Text className="muted">
        {order.address.name} {order.address.region} {order.address.detail}
      </Text>
      {order.reason !== null && <Text className="gift-order__reason">{order.reason}</Text>}
      {order.number !== null && <CopyLine name={order.carrierName ?? '快递'} value={order.number} />}
      {(order.state === 'placed' || order.state === 'shipped') && (
        <View className="gift-order__actions">
          {order.state === 'placed' ? (
            <Button className="t-cancel-gift" text="取消兑换" busy={cancelling.busy} onTap={cancelling.run} />
          ) : (
            <Button className="t-receive-gift" text="已收到" busy={receiving.busy} onTap={receiving.run} />
          )}
        </View>
      )}
    </Card>
  );
}
