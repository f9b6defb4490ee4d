import { View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { InviteCard } from '@/features/me/components/InviteCard';
import { InviteeRow } from '@/features/me/components/InviteeRow';
import { PosterSheet } from '@/features/me/components/PosterSheet';
import { inviteesQuery, meQuery } from '@/features/me/api/queries';
import { useShareCard } from '@/features/share/hooks/useShareCard';
import { shareTitle } from '@/features/share/words';
import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

export default function InvitePage() {
  const [poster, setPoster] = useState(false);
  const me = useQuery(meQuery());
  const invitees = useInfiniteQuery(inviteesQuery());
  const { shopName } = useFeatures();
  useRefresh('me');
  useShareCard({ title: shareTitle(shopName), path: '/pages/home/index' });

  return (
    <View className="page t-invite">
      <OfflineStrip />
      {poster && <PosterSheet onClose={() => setPoster(false)} />}
      <Loaded query={me} skeleton={<Skeleton shape="block" count={1} />}>
        {({ member }) => (
          <View className="stack">
            <InviteCard member={member} />
            <Button className="t-poster-open" text="保存海报" onTap={() => setPoster(true)} />
          </View>
        )}
      </Loaded>
      <View className="section">我邀请的人</View>
      <PagedList
        query={invitees}
        keyOf={({ id }) => id}
        className="rows"
        empty={<Empty icon="people" title="还没有邀请过人" text="朋友扫上面的码进来，就会出现在这里" />}
      >
        {(invitee) => <InviteeRow invitee={invitee} />}
      </PagedList>
    </View>
  );
}
