import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { GiftOrderCard } from '@/features/gifts/components/GiftOrderCard';
import { giftOrdersQuery } from '@/features/gifts/api/queries';
import { replace } from '@/navigation';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { useRefresh } from '@/ui/useRefresh';

export default function GiftOrdersPage() {
  const orders = useInfiniteQuery(giftOrdersQuery());
  useRefresh('gifts');
  return (
    <View className="page t-gift-orders">
      <OfflineStrip />
      <PagedList
        query={orders}
        keyOf={({ id }) => id}
        empty={
          <Empty
            icon="order"
            title="还没有兑换过礼品"
            action={{ text: '看看礼品', onTap: () => replace('/packages/gifts/list/index', {}) }}
          />
        }
      >
        {(order) => <GiftOrderCard order={order} />}
      </PagedList>
    </View>
  );
}
