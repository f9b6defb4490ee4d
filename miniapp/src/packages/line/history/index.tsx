import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EntryHead } from '@/features/line/components/EntryHead';
import { EntryLinks } from '@/features/line/components/EntryLinks';
import { PlannedNotice } from '@/features/line/components/PlannedNotice';
import { PayoutRow } from '@/features/line/components/PayoutRow';
import { historyQuery } from '@/features/line/api/queries';
import { HONEST_NOTE } from '@/features/line/words';
import { Explanation } from '@/features/orders/components/Explanation';
import { useFeatures, useTitle } from '@/features/shop/hooks/useFeatures';
import { open, pageParam } from '@/navigation';
import { Card } from '@/ui/Card';
import { Disclosure } from '@/ui/Disclosure';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { Sparkline } from '@/ui/Sparkline';
import { percentText } from '@paifan/shared/client/moneyText';
import { timeText } from '@/ui/time';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

export default function HistoryPage() {
  const [id] = useState(() => pageParam('id'));
  const { featureName } = useFeatures();
  const query = useQuery(historyQuery(id));
  useTitle(`${featureName}明细`);
  useRefresh('queue');

  return (
    <View className="page t-history">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {({ entry, payouts, flow, estimate, explanation, resetsAt, closesAt, hasDraw }) => (
          <View className="stack">
            <PlannedNotice resetsAt={resetsAt} closesAt={closesAt} />
            <EntryHead entry={entry} estimate={estimate} />
            {flow.length > 0 && (
              <Card>
                <Text className="history__title">
                  {entry.queueName} · 近 {flow.length} 天流入
                </Text>
                <Sparkline days={flow} />
              </Card>
            )}
            <EntryLinks entry={entry} hasDraw={hasDraw} />
            <Card>
              <Text className="history__title">每一笔从哪来</Text>
              {payouts.length === 0 ? (
                <Text className="muted t-no-payouts">
                  还没有收到。后来的订单分到这里时，会一笔一笔记在这儿。
                </Text>
              ) : (
                [...payouts].reverse().map((payout) => <PayoutRow key={payout.id} payout={payout} />)
              )}
            </Card>
            <Card>
              <Line name="权益比例">
                <Text className="t-ratio">{percentText(entry.ratio)}</Text>
              </Line>
              <Line name="比例来自">
                <Text className="t-rule">{entry.sourceText}</Text>
              </Line>
              <Line name="排队时间">
                <Text>{timeText(entry.joinedAt)}</Text>
              </Line>
              {entry.endedAt !== null && (
                <Line name="结束时间">
                  <Text>{timeText(entry.endedAt)}</Text>
                </Line>
              )}
              {explanation.length > 0 && (
                <Disclosure title="为什么是这个比例" className="t-why">
                  <Explanation steps={explanation} />
                </Disclosure>
              )}
              <Line
                name="查看订单"
                className="history__order t-to-order"
                onTap={() => open('/packages/orders/detail/index', { no: entry.orderNo })}
              >
                <Text className="muted t-order-no">{entry.orderNo}</Text>
              </Line>
            </Card>
            <Text className="muted">{HONEST_NOTE}</Text>
          </View>
        )}
      </Loaded>
    </View>
  );
}
