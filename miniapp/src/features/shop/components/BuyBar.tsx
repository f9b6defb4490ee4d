import { Text } from '@tarojs/components';
import { useState } from 'react';
import { useAddToCart } from '@/features/cart/hooks/useAddToCart';
import { open, openTab } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import type { Product } from '../api/queries';
import { useFavourite } from '../hooks/useFavourite';
import type { Sku } from '../skus';
import './BuyBar.scss';
import { SkuSheet } from './SkuSheet';

interface Props {
  product: Product;
  /** Of the only SKU; several are counted where they are chosen. */
  quantity: number;
}

/** Keep it, put it into the cart, buy it. A product with several SKUs asks first which one. */
export function BuyBar({ product, quantity }: Props) {
  const [choosing, setChoosing] = useState(false);
  const favourite = useFavourite(product);
  const cart = useAddToCart(() => setChoosing(false));
  const [only, ...others] = product.skus;
  const available = product.onSale && product.inStock && only !== undefined;

  const buy = (sku: Sku, pieces: number) => {
    setChoosing(false);
    open('/packages/shop/confirm/index', {
      ...{ productId: product.id, skuId: sku.id, quantity: String(pieces) },
      ...(product.storeId === null
        ? {}
        : { storeId: product.storeId, delivery: product.offersExpress ? 'express' : 'pickup' }),
    });
  };
  const add = (sku: Sku, pieces: number) => cart.run(sku.id, pieces);
  const either = (act: typeof buy) => () => {
    if (only === undefined || others.length > 0) setChoosing(true);
    else act(only, quantity);
  };

  return (
    <>
      <ActionBar className="buy-bar">
        <Tap className="buy-bar__sign t-favourite" selected={product.favourite} onTap={favourite.run}>
          <Icon
            name={product.favourite ? 'heart-full' : 'heart'}
            className={product.favourite ? 'buy-bar__kept' : ''}
          />
          <Text className="buy-bar__word">{product.favourite ? '已收藏' : '收藏'}</Text>
        </Tap>
        <Tap className="buy-bar__sign t-to-cart" onTap={() => openTab('cart')}>
          <Icon name="cart" />
          <Text className="buy-bar__word">购物车</Text>
        </Tap>
        <Button
          className="buy-bar__add t-add"
          text="加入购物车"
          busy={cart.busy}
          disabled={!available}
          onTap={either(add)}
        />
        <Button
          kind="main"
          className="buy-bar__buy t-buy"
          text={!product.onSale ? '已下架' : product.inStock ? '立即购买' : '已售罄'}
          disabled={!available}
          onTap={either(buy)}
        />
      </ActionBar>
      {choosing && (
        <SkuSheet
          product={product}
          busy={cart.busy}
          onClose={() => setChoosing(false)}
          onBuy={buy}
          onAdd={add}
        />
      )}
    </>
  );
}
