import { Text, View } from '@tarojs/components';
import { percentText } from '@paifan/shared/client/moneyText';
import { Card } from '@/ui/Card';
import type { Draw } from '../api/desk';
import './OddsCard.scss';

/** Every outcome with its chance, before anybody draws. */
export function OddsCard({ draw }: { draw: Draw }) {
  const { odds, outcome, brakeFactor } = draw;
  return (
    <Card className="t-odds">
      <Text className="odds__title">可能的结果</Text>
      {odds.type === 'fixed' ? (
        odds.prizes.map(({ ratio, chance }, index) => (
          <View key={index} className={ratio === outcome ? 'odds__row odds__row--drawn' : 'odds__row'}>
            <Text className="odds__ratio">权益 {percentText(ratio)}</Text>
            <Text className="muted t-chance">机会 {percentText(chance)}</Text>
          </View>
        ))
      ) : (
        <Text className="odds__range">
          权益 {percentText(odds.min)} 到 {percentText(odds.max)} 之间，每一个百分点的机会相同，共{' '}
          {odds.outcomes} 种
        </Text>
      )}
      {brakeFactor !== null && (
        <Text className="muted odds__note">
          下单时队列流入偏低，抽到的比例再乘以 {brakeFactor}，下单前已告知
        </Text>
      )}
      <Text className="muted odds__note">
        每单一次，只在还没有收到任何一笔之前。抽到多少，都还要排队，不是承诺。
      </Text>
    </Card>
  );
}
