import { Text } from '@tarojs/components';
import { open } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import type { Product } from '../api/queries';
import { ReviewRow } from './ReviewRow';

/** What buyers say, in short. */
export function ReviewsCard({ product }: { product: Product }) {
  const { rating, reviews } = product;
  if (rating.count === 0)
    return (
      <Card>
        <Text className="muted t-no-reviews">还没有评价</Text>
      </Card>
    );
  return (
    <Card className="card--menu t-reviews">
      <Line
        name={`评价 ${rating.count}`}
        className="t-to-reviews"
        onTap={() => open('/packages/shop/reviews/index', { id: product.id })}
      >
        <Text className="muted">平均 {rating.average} 星</Text>
      </Line>
      {reviews.slice(0, 2).map((review) => (
        <ReviewRow key={review.id} review={review} />
      ))}
    </Card>
  );
}
