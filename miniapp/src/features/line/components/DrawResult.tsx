import { Text } from '@tarojs/components';
import { percentText } from '@paifan/shared/client/moneyText';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import type { Draw } from '../api/desk';
import './DrawResult.scss';

/** What came of a draw: shown quietly, once it is settled. */
export function DrawResult({ draw }: { draw: Draw }) {
  if (draw.state === 'pending')
    return (
      <Card className="draw-result t-draw-pending">
        <Text className="draw-result__wait">正在记入…</Text>
        <Text className="muted">已经抽出，通常一两秒就能看到</Text>
      </Card>
    );
  if (draw.state === 'applied' && draw.ratio !== null)
    return (
      <Card className="draw-result t-draw-result">
        <Text className="muted">这一单的权益比例</Text>
        <Text className="draw-result__ratio t-draw-ratio">{percentText(draw.ratio)}</Text>
        {draw.entitledFen !== null && (
          <Line name="可得权益" className="draw-result__line">
            <Amount fen={draw.entitledFen} tone="price" size="title" className="t-entitled" />
          </Line>
        )}
      </Card>
    );
  const text = draw.refusal ?? (draw.state === 'available' ? '抽一次，定下这一单的权益比例' : '现在不能抽');
  return (
    <Card className="draw-result t-draw-state">
      <Text className="draw-result__wait">{draw.state === 'available' ? '还没有抽' : '没有可抽的'}</Text>
      <Text className="muted t-draw-refusal">{text}</Text>
    </Card>
  );
}
