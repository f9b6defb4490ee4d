import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { GiftCard } from '@/features/gifts/components/GiftCard';
import { giftsQuery } from '@/features/gifts/api/queries';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

export default function GiftsPage() {
  const gifts = useInfiniteQuery(giftsQuery());
  useRefresh('gifts');
  return (
    <View className="page t-gifts">
      <OfflineStrip />
      <Card className="card--menu gifts__mine">
        <Line
          name="我的礼品"
          className="t-to-gift-orders"
          onTap={() => open('/packages/gifts/orders/index', {})}
        />
      </Card>
      <PagedList
        query={gifts}
        keyOf={({ id }) => id}
        className="gift-grid"
        skeleton={<Skeleton shape="tiles" count={4} />}
        empty={<Empty icon="order" title="现在没有礼品" text="上架后可以用积分、爱心值或购物券兑换" />}
      >
        {(gift) => <GiftCard gift={gift} />}
      </PagedList>
    </View>
  );
}
