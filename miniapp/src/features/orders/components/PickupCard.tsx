import { Text, View } from '@tarojs/components';
import { Card } from '@/ui/Card';
import type { Order } from '../api/queries';
import './PickupCard.scss';

/** What is shown at the store to be handed the goods; nothing before the payment, or for what is sent. */
export function PickupCard({ order }: { order: Order }) {
  if (order.pickupCode === null || order.state !== 'paid') return null;
  return (
    <Card className="pickup-card">
      <Text className="muted">到「{order.storeName}」出示取货码</Text>
      <View ariaLabel={`取货码 ${order.pickupCode.split('').join(' ')}`}>
        <Text className="pickup-card__code t-pickup-code">{order.pickupCode.replace(/(\d{4})(?=\d)/, '$1 ')}</Text>
      </View>
    </Card>
  );
}
