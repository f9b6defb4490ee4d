import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { deskOrdersQuery, type DeskOrderState } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { DeskOrderRow } from '@/features/desk/components/DeskOrderRow';
import type { Desk } from '@/features/desk/desk';
import { FilterChips } from '@/ui/FilterChips';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { useRefresh } from '@/ui/useRefresh';

const STATES = ['paid', 'shipped', 'completed'] as const satisfies readonly DeskOrderState[];

const FILTERS: ReadonlyArray<{ value: DeskOrderState | 'all'; text: string }> = [
  ...STATES.map((value) => ({ value, text: value === 'paid' ? '待交付' : ORDER_STATE_TEXT[value] })),
  { value: 'all', text: '全部' },
];

/** Paid orders that hold goods of this merchant. */
export default function DeskOrdersPage() {
  useRefresh('desk');
  return (
    <View className="page t-desk-orders">
      <OfflineStrip />
      <AtDesk permission="desk.orders.read">{(desk) => <Orders desk={desk} />}</AtDesk>
    </View>
  );
}

function Orders({ desk }: { desk: Desk }) {
  const [filter, setFilter] = useState<DeskOrderState | 'all'>('paid');
  const orders = useInfiniteQuery(deskOrdersQuery(desk.id, filter === 'all' ? undefined : filter));
  return (
    <>
      <FilterChips options={FILTERS} value={filter} onChange={setFilter} />
      <PagedList
        query={orders}
        keyOf={({ no }) => no}
        empty={
          <Empty
            icon="order"
            title="这里没有订单"
            text={desk.merchant.kind === 'store' ? '收银台的收款在收款记录里' : '含有你的商品的订单会在这里'}
          />
        }
      >
        {(order) => <DeskOrderRow order={order} merchant={desk.id} />}
      </PagedList>
    </>
  );
}
