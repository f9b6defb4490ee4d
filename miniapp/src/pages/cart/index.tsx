import { View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { CartGroupCard } from '@/features/cart/components/CartGroupCard';
import { cartQuery } from '@/features/cart/api/queries';
import { useTabName } from '@/features/shop/hooks/useFeatures';
import { open, openTab } from '@/navigation';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { useRefresh } from '@/ui/useRefresh';

export default function CartPage() {
  const query = useQuery(cartQuery());
  useTabName();
  useRefresh('cart');

  return (
    <View className="page t-cart">
      <OfflineStrip />
      <Loaded query={query}>
        {(cart) =>
          cart.groups.length === 0 ? (
            <Empty
              icon="cart"
              title="购物车还是空的"
              text="看到喜欢的，先放进来"
              action={{ text: '去逛逛', onTap: () => openTab('home') }}
            />
          ) : (
            <View className="stack">
              <Card className="card--menu">
                <Line
                  name="优惠券"
                  className="t-to-coupons"
                  onTap={() => open('/packages/shop/coupons/index', {})}
                />
              </Card>
              {cart.groups.map((group) => (
                <CartGroupCard key={group.storeId ?? 'mall'} cart={cart} group={group} />
              ))}
            </View>
          )
        }
      </Loaded>
    </View>
  );
}
