import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProductId } from '@paifan/shared/ids/ids';
import { deskProductsQuery, type ProductFilter } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { ProductRow } from '@/features/desk/components/ProductRow';
import { StockSheet } from '@/features/desk/components/StockSheet';
import type { Desk } from '@/features/desk/desk';
import { SearchField } from '@/features/shop/components/SearchField';
import { FilterChips } from '@/ui/FilterChips';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

const FILTERS: ReadonlyArray<{ value: ProductFilter; text: string }> = [
  { value: 'all', text: '全部' },
  { value: 'onSale', text: '在售' },
  { value: 'offSale', text: '已下架' },
  { value: 'low', text: '快售罄' },
];

/** What the merchant sells, on sale and off, with its stock. */
export default function DeskProductsPage() {
  useRefresh('desk');
  return (
    <View className="page t-desk-products">
      <OfflineStrip />
      <AtDesk permission="desk.products.read">{(desk) => <Products desk={desk} />}</AtDesk>
    </View>
  );
}

function Products({ desk }: { desk: Desk }) {
  const [filter, setFilter] = useState<ProductFilter>('all');
  const [search, setSearch] = useState('');
  const [stocking, setStocking] = useState<ProductId | null>(null);
  const products = useInfiniteQuery(deskProductsQuery(desk.id, filter, search));
  return (
    <>
      {stocking !== null && <StockSheet desk={desk} id={stocking} onClose={() => setStocking(null)} />}
      <View className="desk-products__search">
        <SearchField name="名称或商品编码" onSearch={setSearch} />
      </View>
      <FilterChips options={FILTERS} value={filter} onChange={setFilter} />
      <PagedList
        query={products}
        keyOf={({ id }) => id}
        empty={
          <Empty
            icon="order"
            title="这里没有商品"
            text={
              desk.may('desk.products.write')
                ? '新商品在电脑上的商家工作台里填写'
                : '店长可以在电脑上的商家工作台里添加'
            }
          />
        }
      >
        {(product) => <ProductRow desk={desk} product={product} onStock={() => setStocking(product.id)} />}
      </PagedList>
    </>
  );
}
