import { Text, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { InviteCard } from '@/features/me/components/InviteCard';
import { InviteeRow } from '@/features/me/components/InviteeRow';
import { PosterSheet } from '@/features/me/components/PosterSheet';
import { inviteesQuery, meQuery } from '@/features/me/api/queries';
import { useShareCard } from '@/features/share/hooks/useShareCard';
import { shareTitle } from '@/features/share/words';
import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { open } from '@/navigation';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { ShareButton } from '@/ui/ShareButton';
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
            <ShareButton main text="发给微信好友" className="t-invite-send" />
            <Button className="t-poster-open" text="邀请海报" onTap={() => setPoster(true)} />
            <Card className="card--menu">
              <Line
                name="邀请带来的奖励"
                className="t-to-rewards"
                onTap={() => open('/packages/wallet/rewards/index', {})}
              >
                <Text className="muted">金额、状态和原因</Text>
              </Line>
            </Card>
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
