import { Text, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { BillRow } from '@/features/me/components/BillRow';
import { billQuery, meQuery } from '@/features/me/api/queries';
import { Amount } from '@/ui/Amount';
import { Empty } from '@/ui/Notice';
import { PagedList } from '@/ui/PagedList';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

export default function BillPage() {
  const me = useQuery(meQuery());
  const bill = useInfiniteQuery(billQuery());
  useRefresh('me');
  return (
    <View className="page t-bill">
      {me.data !== undefined && (
        <View className="bill__head">
          <Text className="muted">现金余额</Text>
          <Amount fen={me.data.wallet.cashFen} size="huge" className="t-cash" />
        </View>
      )}
      <PagedList
        query={bill}
        keyOf={({ id }) => id}
        className="rows"
        empty={<Empty icon="bill" title="还没有收支" text="收到的每一分钱都会记在这里，写明从哪来" />}
      >
        {(item) => <BillRow item={item} />}
      </PagedList>
    </View>
  );
}
