import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ReviewRow } from '@/features/shop/components/ReviewRow';
import { reviewsQuery } from '@/features/shop/api/kept';
import { pageParam } from '@/navigation';
import { Card } from '@/ui/Card';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { useRefresh } from '@/ui/useRefresh';

/** What buyers say of a product. */
export default function ReviewsPage() {
  const [id] = useState(() => pageParam('id'));
  const query = useInfiniteQuery(reviewsQuery(id));
  useRefresh('reviews');
  return (
    <View className="page t-reviews-page">
      <OfflineStrip />
      <PagedList query={query} keyOf={({ id: review }) => review} empty={<Empty title="还没有评价" />}>
        {(review) => (
          <Card>
            <ReviewRow review={review} />
          </Card>
        )}
      </PagedList>
    </View>
  );
}
