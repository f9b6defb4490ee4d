import { View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EntryRow } from '@/features/line/components/EntryRow';
import { Mechanism } from '@/features/line/components/Mechanism';
import { OverviewCard } from '@/features/line/components/OverviewCard';
import { entriesQuery, overviewQuery, type EntryFilter } from '@/features/line/api/queries';
import { useFeatures, useTabName, useTitle } from '@/features/shop/hooks/useFeatures';
import { messageOf } from '@paifan/shared/client/failure';
import { openTab } from '@/navigation';
import { Loaded } from '@/ui/Loaded';
import { Empty, ErrorState } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Segments } from '@/ui/Segments';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

const FILTERS = [
  { value: 'waiting', text: '在排' },
  { value: 'done', text: '已完成' },
  { value: 'all', text: '全部' },
] as const satisfies ReadonlyArray<{ value: EntryFilter; text: string }>;

export default function LinePage() {
  const [filter, setFilter] = useState<EntryFilter>('waiting');
  const overview = useQuery(overviewQuery());
  const entries = useInfiniteQuery(entriesQuery(filter));
  const { featureName } = useFeatures();
  useTabName();
  useTitle(featureName);
  useRefresh('queue');

  if (overview.isLoadingError && entries.isLoadingError) {
    const again = () => void Promise.all([overview.refetch(), entries.refetch()]);
    return (
      <View className="page t-line">
        <OfflineStrip />
        <ErrorState message={messageOf(overview.error)} onRetry={again} />
      </View>
    );
  }
  return (
    <View className="page t-line">
      <OfflineStrip />
      <Loaded query={overview} skeleton={<Skeleton shape="block" count={1} />}>
        {(figures) => <OverviewCard overview={figures} />}
      </Loaded>
      <View className="line-page__filters">
        <Segments name="t-filter" options={FILTERS} value={filter} onChange={setFilter} />
      </View>
      <PagedList
        query={entries}
        long
        keyOf={({ id }) => id}
        empty={
          <Empty
            title={filter === 'done' ? '还没有完成的单子' : `${featureName}里还没有你的单子`}
            action={{ text: '去逛逛', onTap: () => openTab('home') }}
          >
            <Mechanism />
          </Empty>
        }
      >
        {(entry) => <EntryRow entry={entry} />}
      </PagedList>
    </View>
  );
}
