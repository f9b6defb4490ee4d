import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { storesQuery } from '@/features/shop/api/queries';
import { openTab } from '@/navigation';
import { Empty } from '@/ui/Notice';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { useHere } from '../hooks/useHere';
import { StoreCard } from './StoreCard';

/** A code that opens no cashier any more: why, and the stores, of which one is surely the one in front of which the person stands. */
export function UselessCode({ message }: { message: string }) {
  const { place } = useHere();
  const stores = useInfiniteQuery(storesQuery(place));
  return (
    <View className="t-useless-code">
      <Empty
        icon="scan"
        title={message}
        text="也可以从下面的门店里进入收银台"
        action={{ text: '全部门店', onTap: () => openTab('stores') }}
      />
      <PagedList
        query={stores}
        keyOf={({ id }) => id}
        skeleton={<Skeleton shape="fronts" count={2} />}
        empty={null}
      >
        {(store) => <StoreCard store={store} look="wide" />}
      </PagedList>
    </View>
  );
}
