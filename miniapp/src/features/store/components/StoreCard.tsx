import { Text, View } from '@tarojs/components';
import type { Store } from '@/features/shop/api/queries';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Icon } from '@/ui/Icon';
import { Picture } from '@/ui/Picture';
import { Tag } from '@/ui/Tag';
import { percentText } from '@paifan/shared/client/moneyText';
import { distanceText } from '../distance';
import { openText } from '../words';
import './StoreCard.scss';

interface Props {
  store: Store;
  /** `wide` in the list of stores, `narrow` in the strip on the home page. */
  look: 'wide' | 'narrow';
}

export function StoreCard({ store, look }: Props) {
  const wide = look === 'wide';
  const openNow = openText(store);
  return (
    <Card
      className={`store-card store-card--${look} t-store-card`}
      onTap={() => open('/packages/store/detail/index', { id: store.id })}
    >
      <Picture path={store.picture} className="store-card__picture" />
      <View className="store-card__body">
        <View className="store-card__head">
          <Text className="store-card__name clamp-1 t-store-name">{store.name}</Text>
          {wide && <Tag text={store.trade} />}
        </View>
        {wide && store.openingHours !== '' && (
          <View className="store-card__fact">
            <Icon size="small" name="clock" className="store-card__icon" />
            {openNow !== null && (
              <Text className={store.openNow === true ? 'store-card__open t-open-now' : 't-open-now'}>
                {openNow}
              </Text>
            )}
            <Text className="clamp-1">{store.openingHours}</Text>
          </View>
        )}
        <View className="store-card__fact">
          <Icon size="small" name="place" className="store-card__icon" />
          <Text className="store-card__where clamp-1">
            {wide ? `${store.district} ${store.address}` : store.district}
          </Text>
          {store.distanceMetres !== null && (
            <Text className="store-card__distance t-distance">{distanceText(store.distanceMetres)}</Text>
          )}
        </View>
        <View className="store-card__tags">
          {store.rebate !== null && <Tag tone="price" text={`买单可得 ${percentText(store.rebate)} 权益`} />}
          {wide && store.cashierDiscountText !== null && (
            <Tag className="t-store-discount" text={`收银台${store.cashierDiscountText}`} />
          )}
        </View>
      </View>
    </Card>
  );
}
