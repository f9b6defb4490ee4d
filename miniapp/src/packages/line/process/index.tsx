import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EntryHead } from '@/features/line/components/EntryHead';
import { NeighbourRow } from '@/features/line/components/NeighbourRow';
import { neighboursQuery } from '@/features/line/api/process';
import { useFeatures, useTitle } from '@/features/shop/hooks/useFeatures';
import { pageParam } from '@/navigation';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

/** An entry among those around it in its line. */
export default function ProcessPage() {
  const [id] = useState(() => pageParam('id'));
  const { featureName } = useFeatures();
  const query = useQuery(neighboursQuery(id));
  useTitle(`${featureName}进程`);
  useRefresh('queue');

  return (
    <View className="page t-process">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {({ entry, neighbours }) => (
          <View className="stack">
            <EntryHead entry={entry} estimate={null} />
            {neighbours === undefined || neighbours.length === 0 ? (
              <Empty
                title={neighbours === undefined ? '商城没有公开队列进程' : '这一单已经不在排队'}
                text="这一单自己的每一笔，仍在明细里"
              />
            ) : (
              <>
                <View className="rows">
                  {neighbours.map((neighbour) => (
                    <NeighbourRow
                      key={neighbour.number}
                      neighbour={neighbour}
                      self={neighbour.number === entry.number}
                    />
                  ))}
                </View>
                <Text className="muted">
                  按加入的先后排列，前后各最多五位。号码一直不变；前面的人收满、退出后，位次就往前。
                </Text>
              </>
            )}
          </View>
        )}
      </Loaded>
    </View>
  );
}
