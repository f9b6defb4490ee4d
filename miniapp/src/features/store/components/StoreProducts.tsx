import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ProductCard } from '@/features/shop/components/ProductCard';
import { storeProductsQuery } from '@/features/shop/api/queries';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';

/** What a store sells online, to be sent or fetched. Most stores have only their counter: then there is nothing to head. */
export function StoreProducts({ storeId }: { storeId: string }) {
  const products = useInfiniteQuery(storeProductsQuery(storeId));
  const isEmpty = products.data?.pages[0]?.items.length === 0;
  if (isEmpty) return <View className="muted store__no-products t-no-products">这家店还没有网上商品</View>;
  return (
    <View className="t-store-products">
      <View className="section">店里的商品</View>
      <PagedList
        query={products}
        keyOf={({ id }) => id}
        className="product-grid"
        skeleton={<Skeleton shape="tiles" count={2} />}
        empty={null}
      >
        {(product) => <ProductCard product={product} />}
      </PagedList>
    </View>
  );
}
