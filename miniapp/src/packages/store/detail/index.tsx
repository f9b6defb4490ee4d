import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useShareCard } from '@/features/share/hooks/useShareCard';
import { shareTitle } from '@/features/share/words';
import { storeQuery, type Store } from '@/features/shop/api/queries';
import { ProductPictures } from '@/features/shop/components/ProductPictures';
import { useFeatures, useTitle } from '@/features/shop/hooks/useFeatures';
import { CashierOffer } from '@/features/store/components/CashierOffer';
import { StoreFacts } from '@/features/store/components/StoreFacts';
import { StoreProducts } from '@/features/store/components/StoreProducts';
import { useHere } from '@/features/store/hooks/useHere';
import { open, pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { Tag } from '@/ui/Tag';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

export default function StorePage() {
  const [id] = useState(() => pageParam('id'));
  const { place } = useHere();
  const query = useQuery(storeQuery(id, place));
  const { shopName } = useFeatures();
  useTitle(query.data?.name ?? '');
  useRefresh('store', 'storeProducts');
  useShareCard({
    title: query.data === undefined ? shareTitle(shopName) : `${query.data.name} · ${query.data.trade}`,
    path: '/packages/store/detail/index',
    params: { id },
    picture: query.data?.picture,
  });

  return (
    <View className="page page--with-bar t-store">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(store) => (
          <>
            <View className="store__pictures">
              <ProductPictures pictures={[store.picture, ...store.pictures]} />
            </View>
            <View className="store__head">
              <Text className="store__name t-store-name">{store.name}</Text>
              <Tag text={store.trade} />
            </View>
            <View className="stack">
              {store.notice !== '' && (
                <Card>
                  <Text className="t-store-notice">{store.notice}</Text>
                </Card>
              )}
              <StoreFacts store={store} />
              <CashierOffer store={store} />
            </View>
            <StoreProducts storeId={id} />
            <ActionBar>
              <Text className="muted t-pay-here">{payHereText(store)}</Text>
              <Button
                kind="main"
                className="t-cashier"
                text="收银台买单"
                disabled={!store.selling}
                onTap={() => open('/packages/store/cashier/index', { id: store.id })}
              />
            </ActionBar>
          </>
        )}
      </Loaded>
    </View>
  );
}

function payHereText({ selling, cashierDiscountText }: Store): string {
  if (!selling) return '门店暂时不接单';
  return cashierDiscountText === null ? '到店消费，在这里付款' : `到店付款，${cashierDiscountText}`;
}
