import { View } from '@tarojs/components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { RemindMe } from '@/features/me/components/RemindMe';
import { OpenWithdrawal } from '@/features/wallet/components/OpenWithdrawal';
import { WithdrawalRow } from '@/features/wallet/components/WithdrawalRow';
import { WithdrawForm } from '@/features/wallet/components/WithdrawForm';
import { useWallet } from '@/features/wallet/hooks/useWallet';
import { useWithdrawal } from '@/features/wallet/hooks/useWithdrawal';
import { withdrawalsQuery } from '@/features/wallet/api/queries';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

/** Cash to WeChat: asking for it, confirming it in WeChat, and what became of earlier ones. */
export default function WithdrawPage() {
  const { query, confirmed, follow } = useWallet();
  const actions = useWithdrawal(follow);
  const withdrawals = useInfiniteQuery(withdrawalsQuery());
  useRefresh('me');

  return (
    <View className="page t-withdraw-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={1} />}>
        {(wallet) => {
          const { open } = wallet.withdrawal;
          return open === null ? (
            <WithdrawForm wallet={wallet} busy={actions.asking.busy} onAsk={actions.asking.run} />
          ) : (
            <View className="stack">
              <OpenWithdrawal withdrawal={open} confirmed={open.id === confirmed} actions={actions} />
              <RemindMe after={open.state === 'reviewing' ? 'withdrawalReviewed' : 'withdrawalAsked'} />
            </View>
          );
        }}
      </Loaded>
      <View className="section">提现记录</View>
      <PagedList
        query={withdrawals}
        keyOf={({ id }) => id}
        className="rows"
        empty={<Empty icon="bill" title="还没有提现过" />}
      >
        {(withdrawal) => <WithdrawalRow withdrawal={withdrawal} />}
      </PagedList>
    </View>
  );
}
