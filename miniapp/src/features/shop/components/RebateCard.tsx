import { Text } from '@tarojs/components';
import { useState } from 'react';
import { Mechanism } from '@/features/line/components/Mechanism';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Sheet } from '@/ui/Sheet';
import { percentText } from '@paifan/shared/client/moneyText';
import type { Product } from '../api/queries';
import { useFeatures } from '../hooks/useFeatures';
import './RebateCard.scss';

/** What buying one piece may bring, by which rule, and how long the line already is. */
export function RebateCard({ product }: { product: Product }) {
  const { featureName } = useFeatures();
  const { rebate, queueWaiting } = product;
  const [explained, setExplained] = useState(false);
  if (rebate === null) {
    return (
      <Card>
        <Text className="muted t-no-rebate">这件商品不参与{featureName}</Text>
      </Card>
    );
  }
  return (
    <Card className="t-rebate">
      <Line name="本单可得权益（每件）">
        <Amount fen={rebate.entitledFen} size="large" tone="price" className="t-entitled" />
      </Line>
      <Line name="权益比例">
        <Text>{percentText(rebate.ratio)}</Text>
      </Line>
      <Line name="比例来自">
        <Text className="t-rule">{rebate.sourceText}</Text>
      </Line>
      {queueWaiting !== null && (
        <Line name="现在在排">
          <Text>{queueWaiting} 单</Text>
        </Line>
      )}
      <Line
        name={`${featureName}是怎么回事`}
        className="rebate-card__how t-how"
        onTap={() => setExplained(true)}
      />
      {explained && (
        <Sheet title={`${featureName}是怎么回事`} className="t-how-sheet" onClose={() => setExplained(false)}>
          <Mechanism />
        </Sheet>
      )}
    </Card>
  );
}
