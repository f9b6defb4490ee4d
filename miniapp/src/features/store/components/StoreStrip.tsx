import { ScrollView, Text, View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { storesQuery } from '@/features/shop/api/queries';
import { openTab } from '@/navigation';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import { useHere } from '../hooks/useHere';
import { StoreCard } from './StoreCard';
import './StoreStrip.scss';

/** The first stores, side by side, the nearest where it is known what is near. It stays away while there is none to show; the page does not depend on it. */
export function StoreStrip() {
  const { place } = useHere();
  const { data } = useInfiniteQuery(storesQuery(place));
  const stores = data?.pages[0]?.items ?? [];
  if (stores.length === 0) return null;
  return (
    <View className="store-strip">
      <Tap className="store-strip__head t-all-stores" onTap={() => openTab('stores')}>
        <Text className="store-strip__title">附近门店</Text>
        <Text className="muted">全部</Text>
        <Icon size="small" name="forward" className="store-strip__arrow" />
      </Tap>
      <ScrollView className="store-strip__scroll" scrollX enhanced showScrollbar={false}>
        <View className="store-strip__row">
          {stores.map((store) => (
            <StoreCard key={store.id} store={store} look="narrow" />
          ))}
        </View>
      </ScrollView>
    </View>
  );
}
