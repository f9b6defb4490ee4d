import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RewardRow } from '@/features/wallet/components/RewardRow';
import { rewardsQuery, type RewardsFrom } from '@/features/wallet/api/queries';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Segments } from '@/ui/Segments';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

const SOURCES = [
  { value: 'orders', text: '来自订单' },
  { value: 'dividends', text: '分红' },
] as const satisfies ReadonlyArray<{ value: RewardsFrom; text: string }>;

/** Rewards beside the line: each with its state, and why it is not released yet. */
export default function RewardsPage() {
  const [from, setFrom] = useState<RewardsFrom>('orders');
  const rewards = useInfiniteQuery(rewardsQuery(from));
  useRefresh('me');
  return (
    <View className="page t-rewards">
      <OfflineStrip />
      <View className="rewards__filters">
        <Segments name="t-filter" options={SOURCES} value={from} onChange={setFrom} />
      </View>
      <PagedList
        query={rewards}
        keyOf={({ id }) => id}
        className="rows"
        empty={
          <Empty
            icon="bill"
            title="还没有奖励"
            text={
              from === 'orders'
                ? '你邀请的人有真实消费时，奖励会记在这里；没有人只因为加入而得到奖励'
                : '商城分红时会记在这里'
            }
          />
        }
      >
        {(reward) => <RewardRow reward={reward} />}
      </PagedList>
    </View>
  );
}
