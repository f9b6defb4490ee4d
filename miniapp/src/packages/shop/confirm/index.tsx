import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cartQuery, type Cart } from '@/features/cart/api/queries';
import { basketOfGroup } from '@/features/cart/basket';
import { QuotedOrder } from '@/features/orders/components/QuotedOrder';
import { openTab, pageParam } from '@/navigation';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { useRefresh } from '@/ui/useRefresh';
import { productId, skuId, storeId } from '@paifan/shared/ids/ids';
import type { Basket } from '@/features/orders/api/queries';

const wanted = (name: string): string | undefined => pageParam(name) || undefined;

/** What the page's address says is bought at once. */
function basketOfPage(): Basket {
  const sku = wanted('skuId');
  const items = [
    {
      productId: productId(pageParam('productId')),
      quantity: Number.parseInt(pageParam('quantity'), 10) || 1,
      ...(sku === undefined ? {} : { skuId: skuId(sku) }),
    },
  ];
  const store = wanted('storeId');
  return store === undefined
    ? { kind: 'mall', items }
    : {
        kind: 'store',
        storeId: storeId(store),
        items,
        delivery: wanted('delivery') === 'pickup' ? 'pickup' : 'express',
      };
}

function BoughtAtOnce() {
  const [basket] = useState(basketOfPage);
  return <QuotedOrder basket={basket} />;
}

/** What is checked of one group of the cart. */
function BoughtFromCart() {
  const query = useQuery(cartQuery());
  return (
    <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
      {(cart) => <CheckedGroup cart={cart} />}
    </Loaded>
  );
}

/** The cart as it was when the page opened: what is ordered leaves it. */
function CheckedGroup({ cart }: { cart: Cart }) {
  const [basket] = useState(() => {
    const store = wanted('storeId') ?? null;
    return basketOfGroup(cart.groups.find(({ storeId: id }) => id === store));
  });
  if (basket !== null) return <QuotedOrder basket={basket} fromCart />;
  return (
    <Empty icon="cart" title="没有选中的商品" action={{ text: '回购物车', onTap: () => openTab('cart') }} />
  );
}

export default function ConfirmPage() {
  const [fromCart] = useState(() => pageParam('cart') !== '');
  useRefresh('quote');
  return (
    <View className="page page--with-bar t-confirm">
      <OfflineStrip />
      {fromCart ? <BoughtFromCart /> : <BoughtAtOnce />}
    </View>
  );
}
