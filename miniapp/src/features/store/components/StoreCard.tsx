import { Text, View } from '@tarojs/components';
import type { Store } from '@/features/shop/api/queries';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Icon } from '@/ui/Icon';
import { Picture } from '@/ui/Picture';
import { Tag } from '@/ui/Tag';
import { percentText } from '@paifan/shared/client/moneyText';
import './StoreCard.scss';

interface Props {
  store: Store;
  /** `wide` in the list of stores, `narrow` in the strip on the home page. */
  look: 'wide' | 'narrow';
}

export function StoreCard({ store, look }: Props) {
  return (
    <Card
      className={`store-card store-card--${look} t-store-card`}
      label={store.name}
      onTap={() => open('/packages/store/detail/index', { id: store.id })}
    >
      <Picture path={store.picture} className="store-card__picture" />
      <View className="store-card__body">
        <View className="store-card__head">
          <Text className="store-card__name clamp-1 t-store-name">{store.name}</Text>
          {look === 'wide' && <Tag text={store.trade} />}
        </View>
        {look === 'wide' && (
          <View className="store-card__fact">
            <Icon size="small" name="clock" className="store-card__icon" />
            <Text>{store.openingHours}</Text>
          </View>
        )}
        <View className="store-card__fact">
          <Icon size="small" name="place" className="store-card__icon" />
          <Text className="clamp-1">
            {look === 'wide' ? `${store.district} ${store.address}` : store.district}
          </Text>
        </View>
        {store.rebate !== null && <Tag tone="price" text={`买单可得 ${percentText(store.rebate)} 权益`} />}
      </View>
    </Card>
  );
}
