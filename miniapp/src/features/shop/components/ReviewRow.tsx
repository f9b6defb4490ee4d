import { Text, View } from '@tarojs/components';
import { PictureStrip } from '@/ui/PictureStrip';
import { Stars } from '@/ui/Stars';
import { timeText } from '@/ui/time';
import type { Review } from '../api/queries';
import './ReviewRow.scss';

/** What a buyer said, at once and later, and what they were answered. */
export function ReviewRow({ review }: { review: Omit<Review, 'name'> & { name?: string } }) {
  const { name, stars, skuName, text, pictures, createdAt, added, answer } = review;
  return (
    <View className="review t-review">
      <View className="review__head">
        {name !== undefined && <Text>{name}</Text>}
        <Stars value={stars} />
        <Text className="muted review__at">{timeText(createdAt)}</Text>
      </View>
      {skuName !== '' && <Text className="muted">{skuName}</Text>}
      <Text className="review__text">{text}</Text>
      <PictureStrip paths={pictures} />
      {added !== null && (
        <View className="review__more">
          <Text className="muted">追评 {timeText(added.at)}</Text>
          <Text className="review__text">{added.text}</Text>
          <PictureStrip paths={added.pictures} />
        </View>
      )}
      {answer !== null && (
        <View className="review__more review__more--answer">
          <Text className="muted">商家回复</Text>
          <Text className="review__text">{answer.text}</Text>
        </View>
      )}
    </View>
  );
}
