import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Sparkline } from '@/ui/Sparkline';
import type { Overview } from '../api/queries';
import { PlannedNotice } from './PlannedNotice';
import './OverviewCard.scss';

/** Received, still waiting, and how the lines have moved. What the shop does not show is simply not there. */
export function OverviewCard({ overview }: { overview: Overview }) {
  const { rewardedFen, remainingFen } = overview;
  return (
    <Card className="overview t-overview">
      <View className="overview__figures">
        {rewardedFen !== undefined && (
          <View className="overview__figure">
            <Text className="muted">累计收到</Text>
            <Amount fen={rewardedFen} size="huge" tone="received" className="t-total-rewarded" />
          </View>
        )}
        {remainingFen !== undefined && (
          <View className="overview__figure">
            <Text className="muted">还在排</Text>
            <Amount fen={remainingFen} size="huge" tone="waiting" className="t-total-remaining" />
          </View>
        )}
      </View>
      <Text className="muted">
        {overview.waitingCount} 单在排 · {overview.doneCount} 单已完成 · 可得权益共{' '}
        <Amount size="small" fen={overview.entitledFen} />
      </Text>
      {overview.paused && (
        <View className="overview__paused t-paused">发放暂停中：排队照常，恢复后继续按顺序发放</View>
      )}
      <PlannedNotice resetsAt={overview.resetsAt} closesAt={overview.closesAt} />
      {overview.flow.length > 0 && (
        <View className="overview__flow">
          <View className="overview__legend">
            <Text>我所在队列 · 近 {overview.flow.length} 天</Text>
            <View className="overview__keys">
              <View className="overview__key overview__key--in" />
              <Text>流入</Text>
              <View className="overview__key overview__key--paid" />
              <Text>已分给前面的人</Text>
            </View>
          </View>
          <Sparkline days={overview.flow} />
        </View>
      )}
    </Card>
  );
}
