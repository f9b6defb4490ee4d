import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { HONEST_NOTE } from '@/features/line/words';
import { RemindMe } from '@/features/me/components/RemindMe';
import { PaidHead } from '@/features/orders/components/PaidHead';
import { PlaceCard } from '@/features/orders/components/PlaceCard';
import { useSettledOrder } from '@/features/orders/hooks/useSettledOrder';
import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { openTab, pageParam, replace } from '@/navigation';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import './index.scss';

export default function ResultPage() {
  const [no] = useState(() => pageParam('no'));
  const { featureName } = useFeatures();
  const { query, waiting } = useSettledOrder(no);

  return (
    <View className="page t-result">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(order) => (
          <>
            <PaidHead order={order} waiting={waiting} featureName={featureName} />
            {order.settled && (
              <View className="stack">
                {order.lines.map((line, index) => (
                  <PlaceCard key={line.entry?.id ?? index} line={line} />
                ))}
                <RemindMe after={order.delivery === 'express' ? 'boughtToBeSent' : 'boughtHere'} />
                <Text className="muted">{HONEST_NOTE}</Text>
              </View>
            )}
            <View className="result__actions">
              <Button
                kind="main"
                className="t-to-line"
                text={`查看我的${featureName}`}
                onTap={() => openTab('line')}
              />
              <Button
                className="t-to-order"
                text="查看订单"
                onTap={() => replace('/packages/orders/detail/index', { no })}
              />
              <Button kind="quiet" className="t-to-home" text="继续逛逛" onTap={() => openTab('home')} />
            </View>
          </>
        )}
      </Loaded>
    </View>
  );
}
