import { useQueryClient } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { request } from '@/api/client';
import { ReviewRow } from '@/features/shop/components/ReviewRow';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { NoteField } from '@/ui/NoteField';
import { Picture } from '@/ui/Picture';
import { PicturesField } from '@/ui/PicturesField';
import { Stars, type StarCount } from '@/ui/Stars';
import { say, useWrite } from '@/ui/useWrite';
import type { ReviewableLine } from '../api/reviews';
import './ReviewCard.scss';

const MAX_TEXT = 500;
const MAX_PICTURES = 9;

/** A line with its review, or with what is needed to write one, or to add to it once. */
export function ReviewCard({ orderNo, line }: { orderNo: string; line: ReviewableLine }) {
  const { title, skuName, picture, review } = line;
  return (
    <Card className="t-review-card">
      <View className="review-card__head">
        <Picture path={picture} className="review-card__picture" />
        <View className="review-card__words">
          <Text className="clamp-2">{title}</Text>
          {skuName !== '' && <Text className="muted">{skuName}</Text>}
        </View>
      </View>
      {review !== null && <ReviewRow review={review} />}
      {(review === null || review.added === null) && <ReviewForm orderNo={orderNo} line={line} />}
    </Card>
  );
}

function ReviewForm({ orderNo, line }: { orderNo: string; line: ReviewableLine }) {
  const client = useQueryClient();
  const { review } = line;
  const [stars, setStars] = useState<StarCount>(5);
  const [text, setText] = useState('');
  const [pictures, setPictures] = useState<string[]>([]);

  const send = useWrite(async () => {
    const said = { text: text.trim(), pictures };
    // Both are PUTs that change nothing when they come again.
    if (review === null) {
      const params = { no: orderNo, line: line.line };
      await request('PUT /api/orders/:no/lines/:line/review', { params, body: { stars, ...said } });
    } else {
      await request('PUT /api/me/reviews/:id/addition', { params: { id: review.id }, body: said });
    }
    setText('');
    setPictures([]);
    await client.invalidateQueries({ queryKey: ['orders', 'reviews', orderNo] });
    say('谢谢你的评价');
  });

  return (
    <View className="stack review-card__form">
      {review === null && <Stars value={stars} onChange={setStars} />}
      <NoteField
        value={text}
        max={MAX_TEXT}
        placeholder={review === null ? '用得怎么样？说给后来的人听' : '追加评价（只能一次）'}
        className="t-review-text"
        onChange={setText}
      />
      <PicturesField paths={pictures} max={MAX_PICTURES} onChange={setPictures} />
      <Button
        className="t-review-send"
        text={review === null ? '发表评价' : '追加评价'}
        busy={send.busy}
        disabled={text.trim() === ''}
        onTap={send.run}
      />
    </View>
  );
}
