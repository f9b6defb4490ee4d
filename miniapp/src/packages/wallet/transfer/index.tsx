import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BALANCE_TEXT } from '@/features/me/words';
import { TransferForm } from '@/features/wallet/components/TransferForm';
import { walletQuery, type Transferable } from '@/features/wallet/api/queries';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Segments } from '@/ui/Segments';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

const ALL: readonly Transferable[] = ['points', 'love', 'voucher'];

/** Handing a balance to another member, where the shop allows it. */
export default function TransferPage() {
  const [wanted, setWanted] = useState<Transferable>('points');
  const query = useQuery(walletQuery());
  useRefresh('me');

  return (
    <View className="page t-transfer-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={1} />}>
        {({ transfer }) => {
          const open = ALL.filter((balance) => transfer[balance] !== undefined);
          const balance = open.includes(wanted) ? wanted : open[0];
          const limits = balance === undefined ? undefined : transfer[balance];
          if (balance === undefined || limits === undefined) return <Empty title="商城没有开放转赠" />;
          return (
            <View className="stack">
              {open.length > 1 && (
                <Segments
                  name="t-balance"
                  options={open.map((value) => ({ value, text: BALANCE_TEXT[value] }))}
                  value={balance}
                  onChange={setWanted}
                />
              )}
              <TransferForm key={balance} balance={balance} limits={limits} />
            </View>
          );
        }}
      </Loaded>
    </View>
  );
}
