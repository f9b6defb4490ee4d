import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AddressCard } from '@/features/orders/components/AddressCard';
import { AfterSaleLinks } from '@/features/orders/components/AfterSaleLinks';
import { LineHead } from '@/features/orders/components/LineHead';
import { OrderActions } from '@/features/orders/components/OrderActions';
import { OrderFacts } from '@/features/orders/components/OrderFacts';
import { OrderPlace } from '@/features/orders/components/OrderPlace';
import { ParcelsCard } from '@/features/orders/components/ParcelsCard';
import { PickupCard } from '@/features/orders/components/PickupCard';
import { TermsBlock } from '@/features/orders/components/TermsBlock';
import { orderQuery } from '@/features/orders/api/queries';
import { ORDER_STATE_TEXT } from '@paifan/shared/texts/states';
import { orderStateNote } from '@/features/orders/words';
import { useFeatures } from '@/features/shop/hooks/useFeatures';
import { pageParam } from '@/navigation';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

export default function OrderPage() {
  const [no] = useState(() => pageParam('no'));
  const { featureName } = useFeatures();
  const query = useQuery(orderQuery(no));
  useRefresh('orders');

  return (
    <View className="page page--with-bar t-order-page">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(order) => (
          <>
            <View className="order-page__head">
              <Text className="order-page__state t-order-state">{ORDER_STATE_TEXT[order.state]}</Text>
              <Text className="muted t-order-note">{orderStateNote(order)}</Text>
            </View>
            <View className="stack">
              <PickupCard order={order} />
              {order.kind !== 'cashier' && order.paidAt !== null && <ParcelsCard no={order.no} />}
              {order.address !== null && <AddressCard address={order.address} />}
              {order.lines.map((line, index) => (
                <Card key={index} className="t-order-line">
                  <LineHead line={line} />
                  <OrderPlace order={order} line={line} />
                  <TermsBlock terms={line.terms} featureName={featureName} />
                </Card>
              ))}
              <AfterSaleLinks order={order} />
              <OrderFacts order={order} />
            </View>
            <OrderActions order={order} />
          </>
        )}
      </Loaded>
    </View>
  );
}
