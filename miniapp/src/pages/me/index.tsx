import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { MemberHead } from '@/features/me/components/MemberHead';
import { OrderCounts } from '@/features/me/components/OrderCounts';
import { ServiceLine } from '@/features/me/components/ServiceLine';
import { OwnThings } from '@/features/me/components/OwnThings';
import { WalletCard } from '@/features/me/components/WalletCard';
import { meQuery } from '@/features/me/api/queries';
import { useScan } from '@/features/scenes/hooks/useScan';
import { useFeatures, useTabName } from '@/features/shop/hooks/useFeatures';
import { open, openTab } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { Tag } from '@/ui/Tag';
import { useRefresh } from '@/ui/useRefresh';

export default function MePage() {
  const query = useQuery(meQuery());
  const { featureName } = useFeatures();
  const scan = useScan();
  useTabName();
  useRefresh('me');

  return (
    <View className="page t-me">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={3} />}>
        {(me) => (
          <View className="stack">
            <MemberHead me={me} />
            <WalletCard me={me} />
            <OrderCounts counts={me.orderCounts} />
            <Card className="card--menu">
              <Line name={`我的${featureName}`} className="t-to-line" onTap={() => openTab('line')}>
                <Text className="muted">
                  {me.queue.waitingCount} 单在排
                  {me.queue.rewardedFen !== undefined && (
                    <>
                      {' '}
                      · 已收 <Amount fen={me.queue.rewardedFen} size="small" tone="received" />
                    </>
                  )}
                </Text>
              </Line>
              <Line name="扫码付款" className="t-scan" onTap={scan.run} />
              <Line name="账单" className="t-to-bill" onTap={() => open('/packages/me/bill/index', {})} />
              <Line
                name="我的奖励"
                className="t-to-rewards"
                onTap={() => open('/packages/wallet/rewards/index', {})}
              />
              <Line name="会员等级" className="t-to-level" onTap={() => open('/packages/me/level/index', {})}>
                <Text className="muted">{me.member.levelName ?? ''}</Text>
              </Line>
              <Line
                name="兑换礼品"
                className="t-to-gifts"
                onTap={() => open('/packages/gifts/list/index', {})}
              />
              <Line
                name="消息"
                className="t-to-messages"
                onTap={() => open('/packages/me/messages/index', {})}
              >
                {me.unreadMessages > 0 && (
                  <Tag tone="price" className="t-unread" text={`${me.unreadMessages} 条未读`} />
                )}
              </Line>
              <Line
                name="邀请朋友"
                className="t-to-invite"
                onTap={() => open('/packages/me/invite/index', {})}
              >
                <Text className="muted">已邀请 {me.inviteeCount} 人</Text>
              </Line>
              <ServiceLine />
            </Card>
            <OwnThings />
          </View>
        )}
      </Loaded>
    </View>
  );
}
