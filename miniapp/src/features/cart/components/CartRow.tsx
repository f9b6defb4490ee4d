import { Text, View } from '@tarojs/components';
import { moneyText } from '@paifan/shared/client/moneyText';
import { mostPieces } from '@/features/shop/words';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { ask } from '@/ui/ask';
import { CheckMark } from '@/ui/CheckMark';
import { Icon } from '@/ui/Icon';
import { Picture } from '@/ui/Picture';
import { Stepper } from '@/ui/Stepper';
import { Tap } from '@/ui/Tap';
import type { CartItem } from '../api/queries';
import './CartRow.scss';

interface Props {
  item: CartItem;
  onChange(next: { quantity: number } | { checked: boolean }): void;
  onRemove(): void;
}

/** What has become of an item since it was put there; null: nothing. */
function news({ problem, stock, priceFen, addedPriceFen }: CartItem): string | null {
  if (problem === 'offSale') return '商品已下架';
  if (problem === 'outOfStock') return '已售罄';
  if (problem === 'tooFew') return `只剩 ${stock} 件`;
  if (priceFen < addedPriceFen) return `比加入时降了 ${moneyText(addedPriceFen - priceFen)}`;
  if (priceFen > addedPriceFen) return `比加入时涨了 ${moneyText(priceFen - addedPriceFen)}`;
  return null;
}

export function CartRow({ item, onChange, onRemove }: Props) {
  const { title, skuName, picture, quantity, checked, priceFen, stock, problem } = item;
  const said = news(item);
  const remove = async () => {
    if (await ask({ title: '移出购物车？', content: title })) onRemove();
  };
  return (
    <View className="cart-row t-cart-item">
      <CheckMark
        checked={checked && problem === null}
        label={`选中${title}`}
        className="t-check"
        disabled={problem !== null}
        onTap={() => onChange({ checked: !checked })}
      />
      <View className="cart-row__body">
        <Tap
          className="cart-row__what"
          onTap={() => open('/packages/shop/product/index', { id: item.productId })}
        >
          <Picture path={picture} className="cart-row__picture" />
          <View className="cart-row__words">
            <Text className="clamp-2">{title}</Text>
            {skuName !== '' && <Text className="muted">{skuName}</Text>}
            {said !== null && <Text className="cart-row__news t-cart-news">{said}</Text>}
            <Amount fen={priceFen} size="title" tone="price" className="cart-row__price" />
          </View>
        </Tap>
        <View className="cart-row__foot">
          {(problem === null || problem === 'tooFew') && (
            <Stepper
              value={quantity}
              min={1}
              max={mostPieces(stock)}
              onChange={(next) => onChange({ quantity: next })}
            />
          )}
          <Tap className="cart-row__remove t-cart-remove" label={`移出${title}`} onTap={() => void remove()}>
            <Icon name="close" />
          </Tap>
        </View>
      </View>
    </View>
  );
}
