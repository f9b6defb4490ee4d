import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import type { OrderLine } from '../api/queries';
import './PlaceCard.scss';

/** Where a settled line of an order stands, or why it stands in no line. */
export function PlaceCard({ line }: { line: OrderLine }) {
  const { entry } = line;
  if (entry === null) {
    return (
      <Card className="t-no-entry">
        <Text className="clamp-1 place-card__title">{line.title}</Text>
        <Text className="muted t-no-entry-reason">{line.noEntryReason ?? '这一件没有进入排队'}</Text>
      </Card>
    );
  }
  return (
    <Card
      className="place-card t-place-card"
      onTap={() => open('/packages/line/history/index', { id: entry.id })}
    >
      <Text className="clamp-1 place-card__title">{line.title}</Text>
      {entry.place !== undefined && entry.place !== null && (
        <View className="place-card__place">
          <Text className="muted">排在第</Text>
          <Text className="place-card__number t-place">{entry.place}</Text>
          <Text className="muted">位</Text>
        </View>
      )}
      <Line name="可得权益">
        <Amount fen={entry.entitledFen} tone="price" className="t-entitled" />
      </Line>
      {entry.aheadFen !== undefined && entry.aheadFen !== null && (
        <Line name="前面还有">
          <Amount fen={entry.aheadFen} tone="waiting" className="t-ahead" />
        </Line>
      )}
      {entry.rewardedFen !== undefined && entry.rewardedFen > 0 && (
        <Line name="已收到">
          <Amount fen={entry.rewardedFen} tone="received" />
        </Line>
      )}
    </Card>
  );
}
