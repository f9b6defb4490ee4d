import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { storesQuery } from '@/features/shop/api/queries';
import { useTabName } from '@/features/shop/hooks/useFeatures';
import { StoreCard } from '@/features/store/components/StoreCard';
import { Empty } from '@/ui/Notice';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

export default function StoresPage() {
  const stores = useInfiniteQuery(storesQuery());
  useTabName();
  useRefresh('stores');
  return (
    <View className="page t-stores">
      <PagedList
        query={stores}
        keyOf={({ id }) => id}
        skeleton={<Skeleton shape="block" count={3} />}
        empty={<Empty icon="place" title="还没有门店" text="街坊的店正在入驻，过会儿再来看看" />}
      >
        {(store) => <StoreCard store={store} look="wide" />}
      </PagedList>
    </View>
  );
}
