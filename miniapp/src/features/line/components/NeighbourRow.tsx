import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Bar } from '@/ui/Bar';
import { Picture } from '@/ui/Picture';
import type { Neighbour } from '../api/process';
import './NeighbourRow.scss';

/** Somebody in the line, as far as the shop shows them. */
export function NeighbourRow({ neighbour, self }: { neighbour: Neighbour; self: boolean }) {
  const { number, nickname, avatar, rewardedFen, remainingFen } = neighbour;
  return (
    <View className={self ? 'neighbour neighbour--self t-self' : 'neighbour t-neighbour'}>
      <Text className="neighbour__number">{number} 号</Text>
      {avatar !== undefined && <Picture path={avatar} className="neighbour__avatar" />}
      <View className="neighbour__words">
        <View className="neighbour__row">
          <Text className="clamp-1 t-neighbour-name">
            {self ? '这一单' : neighbour.own ? '我的另一单' : (nickname ?? '邻居')}
          </Text>
          {remainingFen !== undefined && (
            <Text className="muted">
              还差 <Amount fen={remainingFen} size="small" tone="waiting" />
            </Text>
          )}
        </View>
        {rewardedFen !== undefined && remainingFen !== undefined && (
          <Bar part={rewardedFen} whole={rewardedFen + remainingFen} />
        )}
      </View>
    </View>
  );
}
