import { ScrollView, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SceneNotice } from '@/features/scenes/components/SceneNotice';
import { SearchAndScan } from '@/features/scenes/components/SearchAndScan';
import { useHomeScene } from '@/features/scenes/hooks/useHomeScene';
import { useShareCard } from '@/features/share/hooks/useShareCard';
import { ProductCard } from '@/features/shop/components/ProductCard';
import { StoreStrip } from '@/features/store/components/StoreStrip';
import { categoriesQuery, productsQuery } from '@/features/shop/api/queries';
import { shareTitle } from '@/features/share/words';
import { useFeatures, useTabName, useTitle } from '@/features/shop/hooks/useFeatures';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Segments } from '@/ui/Segments';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

const SORTS = [
  { value: '', text: '综合' },
  { value: 'sold', text: '销量' },
  { value: 'priceUp', text: '价格从低' },
  { value: 'priceDown', text: '价格从高' },
] as const;

const EVERYTHING = { value: '', text: '全部' };

/** Two rows: the first products are seen at once, and the stores come before the endless rest. */
const PRODUCTS_BEFORE_STORES = 4;

export default function HomePage() {
  const [category, setCategory] = useState('');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<(typeof SORTS)[number]['value']>('');
  const browsing = category === '' && search === '';
  const categories = useQuery(categoriesQuery());
  const products = useInfiniteQuery(productsQuery(category, search, browsing ? '' : sort));
  const { shopName } = useFeatures();
  useTabName();
  useTitle(shopName);
  const unopened = useHomeScene();
  useShareCard({ title: shareTitle(shopName), path: '/pages/home/index' });
  useRefresh('categories', 'products', 'stores');

  const chips = [
    EVERYTHING,
    ...(categories.data?.items ?? []).map(({ id, name }) => ({ value: id, text: name })),
  ];
  return (
    <View className="page t-home">
      <OfflineStrip />
      {unopened !== null && <SceneNotice message={unopened} />}
      <SearchAndScan name="搜索商品" onSearch={setSearch} />
      <ScrollView className="home__chips" scrollX enhanced showScrollbar={false}>
        <Segments look="chips" name="t-category" options={chips} value={category} onChange={setCategory} />
      </ScrollView>
      {!browsing && (
        <View className="home__sorts">
          <Segments name="t-sort" options={SORTS} value={sort} onChange={setSort} />
        </View>
      )}
      <PagedList
        query={products}
        keyOf={({ id }) => id}
        className="product-grid"
        inset={browsing ? { after: PRODUCTS_BEFORE_STORES, content: <StoreStrip /> } : undefined}
        skeleton={<Skeleton shape="tiles" count={6} />}
        empty={
          <Empty
            icon="search"
            title="没有找到商品"
            text={browsing ? '店主正在上架，过会儿再来看看' : '换个词或换个分类试试'}
          />
        }
      >
        {(product) => <ProductCard product={product} />}
      </PagedList>
    </View>
  );
}
