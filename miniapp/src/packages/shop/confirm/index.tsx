import { View } from '@tarojs/components';
import { useState } from 'react';
import { QuotedOrder } from '@/features/orders/components/QuotedOrder';
import { pageParam } from '@/navigation';
import { useRefresh } from '@/ui/useRefresh';
import { productId } from '@paifan/shared/ids/ids';
import type { Basket } from '@/features/orders/api/queries';

const basketOfPage = (): Basket => ({
  kind: 'mall',
  items: [
    {
      productId: productId(pageParam('productId')),
      quantity: Number.parseInt(pageParam('quantity'), 10) || 1,
    },
  ],
});

export default function ConfirmPage() {
  const [basket] = useState(basketOfPage);
  useRefresh('quote');
  return (
    <View className="page page--with-bar t-confirm">
      <QuotedOrder basket={basket} />
    </View>
  );
}
