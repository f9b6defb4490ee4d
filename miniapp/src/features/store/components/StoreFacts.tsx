import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { platform } from '@platform/platform';
import type { Store } from '@/features/shop/api/queries';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { distanceText } from '../distance';
import { openText } from '../words';
import './StoreFacts.scss';

/** When a store is open, where it is and how it is reached. */
export function StoreFacts({ store }: { store: Store }) {
  const { place, phone } = store;
  const openNow = openText(store);
  const where = (
    <View className="store-facts__where">
      <Text>
        {store.district} {store.address}
      </Text>
      {store.distanceMetres !== null && (
        <Text className="muted t-distance">距你 {distanceText(store.distanceMetres)}</Text>
      )}
    </View>
  );
  return (
    <Card className="card--menu store-facts">
      {store.openingHours !== '' && (
        <Line name="营业时间">
          <View className="store-facts__where">
            <Text className="t-opening-hours">{store.openingHours}</Text>
            {openNow !== null && <Text className="muted t-open-now">现在{openNow}</Text>}
          </View>
        </Line>
      )}
      {place === null ? (
        <Line name="地址">{where}</Line>
      ) : (
        <Line
          name="地址"
          className="store-facts__tap t-show-place"
          onTap={() => platform.showPlace({ name: store.name, address: store.address, place })}
        >
          {where}
        </Line>
      )}
      {phone !== '' && (
        <Line
          name="电话"
          className="store-facts__tap t-phone"
          onTap={() => void Taro.makePhoneCall({ phoneNumber: phone }).catch(() => undefined)}
        >
          <Text>{phone}</Text>
        </Line>
      )}
    </Card>
  );
}
