import { Picker, Text, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { moneyText } from '@paifan/shared/client/moneyText';
import { daySumsQuery, receiptsQuery } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { TakingRow } from '@/features/desk/components/TakingRow';
import type { Desk } from '@/features/desk/desk';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** What the stores took on one day. */
export default function ReceiptsPage() {
  useRefresh('desk');
  return (
    <View className="page t-receipts">
      <OfflineStrip />
      <AtDesk permission="desk.takings.read">{(desk) => <Receipts desk={desk} />}</AtDesk>
    </View>
  );
}

function Receipts({ desk }: { desk: Desk }) {
  const [day, setDay] = useState('');
  const sums = useQuery(daySumsQuery(desk.id, day));
  const receipts = useInfiniteQuery(receiptsQuery(desk.id, day));
  const today = useQuery(daySumsQuery(desk.id, '')).data?.to ?? '';
  const shown = day === '' ? today : day;
  return (
    <View className="stack">
      <Picker
        mode="date"
        value={shown}
        end={today}
        className="t-day-picker"
        onChange={({ detail }) => setDay(detail.value === today ? '' : detail.value)}
      >
        <View className="receipts__day">
          <Text className="t-day">{day === '' ? `今天 ${shown}` : shown}</Text>
          <Text className="muted">换一天</Text>
        </View>
      </Picker>
      {sums.data !== undefined && (
        <Card>
          <Amount fen={sums.data.amountFen} size="huge" tone="received" className="t-day-amount" />
          <View className="muted">
            共 {sums.data.count} 笔
            {sums.data.refundedFen > 0 ? `，其中已退 ${moneyText(sums.data.refundedFen)}` : ''}
          </View>
        </Card>
      )}
      <PagedList
        query={receipts}
        long
        keyOf={({ orderNo }) => orderNo}
        className="rows"
        empty={<Empty icon="bill" title="这一天没有收款" />}
      >
        {(taking) => <TakingRow taking={taking} withStore={desk.stores.length > 1} />}
      </PagedList>
    </View>
  );
}
