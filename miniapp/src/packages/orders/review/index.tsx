import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ReviewCard } from '@/features/orders/components/ReviewCard';
import { orderReviewsQuery } from '@/features/orders/api/reviews';
import { pageParam } from '@/navigation';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

/** What the buyer says of each line of a completed order. */
export default function ReviewPage() {
  const [no] = useState(() => pageParam('no'));
  const query = useQuery(orderReviewsQuery(no));
  useRefresh('orders');
  return (
    <View className="page t-review-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {({ reviewable, lines }) =>
          reviewable && lines.length > 0 ? (
            <View className="stack">
              {lines.map((line) => (
                <ReviewCard key={line.line} orderNo={no} line={line} />
              ))}
            </View>
          ) : (
            <Empty icon="order" title={reviewable ? '这一单没有可以评价的商品' : '收到商品后再来评价'} />
          )
        }
      </Loaded>
    </View>
  );
}
