import { ScrollView, Text, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { BillRow } from '@/features/me/components/BillRow';
import { billQuery, meQuery, type BillBalance, type BillDirection, type Me } from '@/features/me/api/queries';
import { BALANCE_TEXT, BALANCES, balanceOf, isMoney } from '@/features/me/words';
import { pageParam } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Segments } from '@/ui/Segments';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

const FILTERS = BALANCES.map((value) => ({ value, text: BALANCE_TEXT[value] }));

const DIRECTIONS = [
  { value: 'all', text: '全部' },
  { value: 'in', text: '收入' },
  { value: 'out', text: '支出' },
] as const satisfies ReadonlyArray<{ value: BillDirection; text: string }>;

const heldIn = (wallet: Me['wallet'], balance: BillBalance): number =>
  balance === 'cash' || balance === 'frozen' || balance === 'reserved'
    ? wallet[`${balance}Fen`]
    : wallet[balance];

/** What is held of a balance, and everything that moved it. */
export default function BillPage() {
  const [balance, setBalance] = useState(() => balanceOf(pageParam('balance')));
  const [direction, setDirection] = useState<BillDirection>('all');
  const me = useQuery(meQuery());
  const bill = useInfiniteQuery(billQuery(balance, direction));
  useRefresh('me');
  return (
    <View className="page t-bill">
      <OfflineStrip />
      <ScrollView className="bill__filters" scrollX enhanced showScrollbar={false}>
        <Segments name="t-balance" look="chips" options={FILTERS} value={balance} onChange={setBalance} />
      </ScrollView>
      {me.data !== undefined && (
        <View className="bill__head">
          <Text className="muted">{BALANCE_TEXT[balance]}余额</Text>
          {isMoney(balance) ? (
            <Amount fen={heldIn(me.data.wallet, balance)} size="huge" className={`t-held t-${balance}`} />
          ) : (
            <Text className="bill__value t-held">{hundredthsText(heldIn(me.data.wallet, balance))}</Text>
          )}
        </View>
      )}
      <View className="bill__directions">
        <Segments name="t-direction" options={DIRECTIONS} value={direction} onChange={setDirection} />
      </View>
      <PagedList
        query={bill}
        long
        keyOf={({ id }) => id}
        className="rows"
        empty={
          direction === 'out' ? (
            <Empty icon="bill" title="还没有支出" />
          ) : (
            <Empty icon="bill" title="还没有收支" text="收到的每一笔都会记在这里，写明从哪来" />
          )
        }
      >
        {(item) => <BillRow item={item} balance={balance} />}
      </PagedList>
    </View>
  );
}
