import { Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RebateCard } from '@/features/shop/components/RebateCard';
import { productQuery } from '@/features/shop/api/queries';
import { useTitle } from '@/features/shop/hooks/useFeatures';
import { SOURCE_TEXT } from '@/features/shop/words';
import { open, pageParam } from '@/navigation';
import { ActionBar } from '@/ui/ActionBar';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { Picture } from '@/ui/Picture';
import { Skeleton } from '@/ui/Skeleton';
import { Stepper } from '@/ui/Stepper';
import { Tag } from '@/ui/Tag';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** The most pieces of one product in an order, by the API's contract. */
const MAX_PIECES = 99;

export default function ProductPage() {
  const [id] = useState(() => pageParam('id'));
  const [quantity, setQuantity] = useState(1);
  const query = useQuery(productQuery(id));
  useTitle(query.data?.title ?? '');
  useRefresh('product');

  return (
    <View className="page page--with-bar t-product">
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(product) => (
          <>
            <Picture path={product.picture} className="product__picture" />
            <View className="product__head">
              <Amount fen={product.priceFen} size="huge" tone="price" className="t-price" />
              <Text className="product__title">{product.title}</Text>
              <Text className="muted">{product.summary}</Text>
              <View className="product__facts">
                <Tag text={SOURCE_TEXT[product.source]} />
                <Tag text={`已售 ${product.sold}`} />
                <Tag text={product.inStock ? `余 ${product.stock} 件` : '已售罄'} />
              </View>
            </View>
            <View className="stack">
              <RebateCard product={product} />
              <Card>
                <Line name="数量" className="product__quantity">
                  <Stepper
                    value={quantity}
                    min={1}
                    max={Math.max(1, Math.min(product.stock, MAX_PIECES))}
                    onChange={setQuantity}
                  />
                </Line>
              </Card>
              {product.detail !== '' && (
                <Card>
                  <Text className="product__detail">{product.detail}</Text>
                </Card>
              )}
            </View>
            <ActionBar>
              <Text className="muted">共 {quantity} 件</Text>
              <Button
                kind="main"
                className="t-buy"
                text={product.inStock ? '立即购买' : '已售罄'}
                disabled={!product.inStock}
                onTap={() =>
                  open('/packages/shop/confirm/index', { productId: product.id, quantity: String(quantity) })
                }
              />
            </ActionBar>
          </>
        )}
      </Loaded>
    </View>
  );
}
