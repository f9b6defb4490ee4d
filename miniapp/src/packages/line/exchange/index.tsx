import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { exchangeQuery } from '@/features/line/api/desk';
import { ExchangeOffers } from '@/features/line/components/ExchangeOffers';
import { ExchangeState } from '@/features/line/components/ExchangeState';
import { useExchange } from '@/features/line/hooks/useExchange';
import { useFeatures, useTitle } from '@/features/shop/hooks/useFeatures';
import { pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';

/** What a waiting entry can be given up for, and giving it up. */
export default function ExchangePage() {
  const [id] = useState(() => pageParam('id'));
  const [chosen, setChosen] = useState(0);
  const { exchangeName } = useFeatures();
  const query = useQuery(exchangeQuery(id));
  const exchange = useExchange(id, exchangeName);
  useTitle(exchangeName);
  useRefresh('queue');

  return (
    <View className="page page--with-bar t-exchange">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={1} />}>
        {({ available, refusal, offers, latest }) => {
          const offer = offers[chosen] ?? offers[0];
          return (
            <>
              <View className="stack">
                {latest !== null && <ExchangeState exchange={latest} />}
                {available ? (
                  <>
                    <ExchangeOffers offers={offers} chosen={chosen} onChoose={setChosen} />
                    <Text className="muted t-exchange-final">
                      {exchangeName}后，这一单剩下的权益不再排队，不能撤销。不{exchangeName}
                      也可以，继续排队即可。
                    </Text>
                  </>
                ) : (
                  latest === null && (
                    <Text className="muted t-exchange-refusal">{refusal ?? `现在不能${exchangeName}`}</Text>
                  )
                )}
              </View>
              {available && offer !== undefined && (
                <ActionBar>
                  <Button
                    kind="main"
                    className="t-do-exchange button--wide"
                    text={exchangeName}
                    busy={exchange.busy}
                    onTap={() => exchange.run(offer)}
                  />
                </ActionBar>
              )}
            </>
          );
        }}
      </Loaded>
    </View>
  );
}
