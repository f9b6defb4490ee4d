import { useQuery } from '@tanstack/react-query';
import { Image, Text, View } from '@tarojs/components';
import { Card } from '@/ui/Card';
import { pickupCodeQuery, type Order } from '../api/queries';
import { pictureLabel, wholeLabel } from '@/ui/spoken';
import './PickupCard.scss';

/** What is shown at the store to be handed the goods; nothing before the payment, or for what is sent. */
export function PickupCard({ order }: { order: Order }) {
  if (order.pickupCode === null || order.state !== 'paid') return null;
  return <PickupCode no={order.no} code={order.pickupCode} storeName={order.storeName ?? '门店'} />;
}

/** The digits are there at once, also without a network; the picture beside them is quicker to read for a scanner. */
function PickupCode({ no, code, storeName }: { no: string; code: string; storeName: string }) {
  const { data } = useQuery(pickupCodeQuery(no));
  return (
    <Card className="pickup-card">
      <Text className="muted">到「{storeName}」出示取货码</Text>
      <View className="pickup-card__picture">
        {data !== undefined && (
          <Image
            className="pickup-card__image t-pickup-picture"
            src={data}
            mode="aspectFit"
            {...pictureLabel('取货码图片')}
          />
        )}
      </View>
      <View {...wholeLabel(`取货码 ${code.split('').join(' ')}`)}>
        <Text className="pickup-card__code t-pickup-code">{code.replace(/(\d{4})(?=\d)/, '$1 ')}</Text>
      </View>
    </Card>
  );
}
