import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ProductCard } from '@/features/shop/components/ProductCard';
import { favouritesQuery } from '@/features/shop/api/kept';
import { openTab } from '@/navigation';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

export default function FavouritesPage() {
  const query = useInfiniteQuery(favouritesQuery());
  useRefresh('favourites');
  return (
    <View className="page t-favourites">
      <OfflineStrip />
      <PagedList
        query={query}
        keyOf={({ id }) => id}
        className="product-grid"
        skeleton={<Skeleton shape="tiles" count={4} />}
        empty={
          <Empty
            icon="heart"
            title="还没有收藏"
            text="在商品页点「收藏」，以后就在这里"
            action={{ text: '去逛逛', onTap: () => openTab('home') }}
          />
        }
      >
        {(product) => <ProductCard product={product} />}
      </PagedList>
    </View>
  );
}
