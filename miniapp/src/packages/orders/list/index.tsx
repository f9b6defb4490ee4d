import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { OrderRow } from '@/features/orders/components/OrderRow';
import { ordersQuery, type OrderState } from '@/features/orders/api/queries';
import { ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { openTab, pageParam } from '@/navigation';
import { FilterChips } from '@/ui/FilterChips';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { useRefresh } from '@/ui/useRefresh';

const STATES = ['placed', 'paid', 'shipped', 'completed', 'closed'] as const satisfies readonly OrderState[];
type Filter = 'all' | (typeof STATES)[number];

const FILTERS: ReadonlyArray<{ value: Filter; text: string }> = [
  { value: 'all', text: '全部' },
  ...STATES.map((state) => ({ value: state, text: ORDER_STATE_TEXT[state] })),
];

const filterOfPage = (): Filter => STATES.find((state) => state === pageParam('state')) ?? 'all';

export default function OrdersPage() {
  const [filter, setFilter] = useState(filterOfPage);
  const orders = useInfiniteQuery(ordersQuery(filter === 'all' ? undefined : filter));
  useRefresh('orders');
  return (
    <View className="page t-orders">
      <OfflineStrip />
      <FilterChips options={FILTERS} value={filter} onChange={setFilter} />
      <PagedList
        query={orders}
        keyOf={({ no }) => no}
        empty={
          <Empty
            icon="order"
            title="这里还没有订单"
            action={{ text: '去逛逛', onTap: () => openTab('home') }}
          />
        }
      >
        {(order) => <OrderRow order={order} />}
      </PagedList>
    </View>
  );
}
