import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { HONEST_NOTE } from '@/features/line/words';
import { storeQuery } from '@/features/shop/api/queries';
import { useTitle } from '@/features/shop/hooks/useFeatures';
import { open, pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { Picture } from '@/ui/Picture';
import { Skeleton } from '@/ui/Skeleton';
import { Tag } from '@/ui/Tag';
import { percentText } from '@paifan/shared/client/moneyText';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

export default function StorePage() {
  const [id] = useState(() => pageParam('id'));
  const query = useQuery(storeQuery(id));
  useTitle(query.data?.name ?? '');
  useRefresh('store');

  return (
    <View className="page page--with-bar t-store">
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(store) => (
          <>
            <Picture path={store.picture} className="store__picture" />
            <View className="store__head">
              <Text className="store__name t-store-name">{store.name}</Text>
              <Tag text={store.trade} />
            </View>
            <View className="stack">
              <Card>
                <Line name="营业时间">
                  <Text>{store.openingHours}</Text>
                </Line>
                <Line name="地址">
                  <Text>
                    {store.district} {store.address}
                  </Text>
                </Line>
                {store.phone !== '' && (
                  <Line
                    name="电话"
                    className="store__phone"
                    onTap={() => void Taro.makePhoneCall({ phoneNumber: store.phone }).catch(() => undefined)}
                  >
                    <Text>{store.phone}</Text>
                  </Line>
                )}
              </Card>
              {store.rebate !== null && (
                <Card className="t-store-rebate">
                  <Line name="收银台买单可得权益">
                    <Text className="store__ratio">{percentText(store.rebate)}</Text>
                  </Line>
                  <Text className="muted">{HONEST_NOTE}</Text>
                </Card>
              )}
            </View>
            <ActionBar>
              <Text className="muted">到店消费，在这里付款</Text>
              <Button
                kind="main"
                className="t-cashier"
                text="收银台买单"
                onTap={() => open('/packages/store/cashier/index', { id: store.id })}
              />
            </ActionBar>
          </>
        )}
      </Loaded>
    </View>
  );
}
