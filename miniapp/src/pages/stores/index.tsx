import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SearchAndScan } from '@/features/scenes/components/SearchAndScan';
import { storesQuery } from '@/features/shop/api/queries';
import { useTabName } from '@/features/shop/hooks/useFeatures';
import { LocationNotice } from '@/features/store/components/LocationNotice';
import { StoreCard } from '@/features/store/components/StoreCard';
import { useHere } from '@/features/store/hooks/useHere';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Segments } from '@/ui/Segments';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

const ORDERS = [
  { value: 'newest', text: '最新入驻' },
  { value: 'near', text: '按距离排序' },
] as const;

export default function StoresPage() {
  const [search, setSearch] = useState('');
  const here = useHere();
  const stores = useInfiniteQuery(storesQuery(here.place, search));
  useTabName();
  useRefresh('stores');
  return (
    <View className="page t-stores">
      <OfflineStrip />
      <SearchAndScan name="搜索门店或行业" onSearch={setSearch} />
      <View className="stores__order">
        <Segments
          name="t-sort"
          options={ORDERS}
          value={here.place === null ? 'newest' : 'near'}
          onChange={(order) => (order === 'near' ? here.ask() : here.forget())}
        />
        <LocationNotice here={here} />
      </View>
      <PagedList
        query={stores}
        keyOf={({ id }) => id}
        skeleton={<Skeleton shape="fronts" count={3} />}
        empty={
          search === '' ? (
            <Empty icon="place" title="还没有门店" text="街坊的店正在入驻，过会儿再来看看" />
          ) : (
            <Empty icon="search" title="没有找到门店" text="换个店名或行业试试" />
          )
        }
      >
        {(store) => <StoreCard store={store} look="wide" />}
      </PagedList>
    </View>
  );
}
