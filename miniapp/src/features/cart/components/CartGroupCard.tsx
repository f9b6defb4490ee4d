import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { CheckMark } from '@/ui/CheckMark';
import type { Cart, CartGroup } from '../api/queries';
import { ordered, sumOf } from '../basket';
import { useCartWrites } from '../hooks/useCartWrites';
import './CartGroupCard.scss';
import { CartRow } from './CartRow';

/** The most different SKUs of one order, by the API's contract. */
const MOST_ITEMS = 20;

interface Props {
  cart: Cart;
  group: CartGroup;
}

/** What one seller's part of the cart holds. One order is placed of it. */
export function CartGroupCard({ cart, group }: Props) {
  const { change, check, remove, busy } = useCartWrites();
  const able = group.items.filter(({ problem }) => problem === null);
  const chosen = ordered(group);
  const all = able.length > 0 && chosen.length === able.length;
  const tooMany = chosen.length > MOST_ITEMS;

  const toggleAll = () => {
    const elsewhere = cart.groups
      .filter((other) => other.storeId !== group.storeId)
      .flatMap(({ items }) => items.filter(({ checked }) => checked));
    check.run([...elsewhere, ...(all ? [] : able)].map(({ skuId }) => skuId));
  };

  return (
    <Card className="cart-group t-cart-group">
      <View className="cart-group__head">
        <CheckMark
          checked={all}
          label={`全选${group.storeName ?? '商城'}的商品`}
          className="t-check-all"
          disabled={able.length === 0}
          onTap={toggleAll}
        />
        <Text className="cart-group__name">{group.storeName ?? '商城'}</Text>
      </View>
      {group.items.map((item) => (
        <CartRow
          key={item.skuId}
          item={item}
          onChange={(next) => change.run(item, next)}
          onRemove={() => remove.run(item.skuId)}
        />
      ))}
      <View className="cart-group__foot">
        <Text className="muted">
          {tooMany ? `一次最多结算 ${MOST_ITEMS} 种` : `已选 ${chosen.length} 种`}
        </Text>
        <View className="cart-group__sum">
          <Amount fen={sumOf(group)} size="title" tone="price" className="t-cart-sum" />
        </View>
        <Button
          kind="main"
          className="cart-group__order t-cart-order"
          text="结算"
          disabled={busy || chosen.length === 0 || tooMany}
          onTap={() =>
            open('/packages/shop/confirm/index', {
              cart: 'checked',
              ...(group.storeId === null ? {} : { storeId: group.storeId }),
            })
          }
        />
      </View>
    </Card>
  );
}
