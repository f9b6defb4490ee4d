import { Image, Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { BuyBar } from '@/features/shop/components/BuyBar';
import { ProductPictures } from '@/features/shop/components/ProductPictures';
import { RebateCard } from '@/features/shop/components/RebateCard';
import { ReviewsCard } from '@/features/shop/components/ReviewsCard';
import { productQuery } from '@/features/shop/api/queries';
import { useShareCard } from '@/features/share/hooks/useShareCard';
import { shareTitle } from '@/features/share/words';
import { useFeatures, useTitle } from '@/features/shop/hooks/useFeatures';
import { mostPieces, SOURCE_TEXT } from '@/features/shop/words';
import { open, pageParam } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { Loaded } from '@/ui/Loaded';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { Skeleton } from '@/ui/Skeleton';
import { Stepper } from '@/ui/Stepper';
import { Tag } from '@/ui/Tag';
import { useRefresh } from '@/ui/useRefresh';
import { pictureLabel } from '@/ui/spoken';
import './index.scss';

export default function ProductPage() {
  const [id] = useState(() => pageParam('id'));
  const [quantity, setQuantity] = useState(1);
  const query = useQuery(productQuery(id));
  useTitle(query.data?.title ?? '');
  useRefresh('product');
  const { shopName } = useFeatures();
  useShareCard({
    title: query.data?.title ?? shareTitle(shopName),
    path: '/packages/shop/product/index',
    params: { id },
    picture: query.data?.picture,
  });

  return (
    <View className="page page--with-bar t-product">
      <OfflineStrip />
      <Loaded query={query} skeleton={<Skeleton shape="block" count={2} />}>
        {(product) => (
          <>
            <ProductPictures pictures={product.pictures} />
            <View className="product__head">
              <Amount fen={product.priceFen} size="huge" tone="price" className="t-price" />
              <Text className="product__title">{product.title}</Text>
              <Text className="muted">{product.summary}</Text>
              <View className="product__facts">
                <Tag text={SOURCE_TEXT[product.source]} />
                <Tag text={`已售 ${product.sold}`} />
                {product.storeId !== null && product.offersPickup && <Tag text="可到店自提" />}
                {product.storeId !== null && product.offersExpress && <Tag text="可快递到家" />}
                <Tag text={product.inStock ? `余 ${product.stock} 件` : '已售罄'} />
              </View>
            </View>
            <View className="stack">
              {product.storeId !== null && (
                <Card className="card--menu">
                  <Line
                    name={product.storeName ?? '门店'}
                    className="t-to-store"
                    onTap={() => open('/packages/store/detail/index', { id: product.storeId ?? '' })}
                  />
                </Card>
              )}
              <RebateCard product={product} />
              {product.skus.length === 1 && (
                <Card>
                  <Line name="数量" className="line--control">
                    <Stepper
                      value={quantity}
                      min={1}
                      max={mostPieces(product.stock)}
                      onChange={setQuantity}
                    />
                  </Line>
                </Card>
              )}
              <ReviewsCard product={product} />
              {product.detail !== '' && (
                <Card>
                  <Text className="product__detail">{product.detail}</Text>
                </Card>
              )}
              {product.detailPictures.map((path) => (
                <Image
                  key={path}
                  className="product__detail-picture"
                  src={API_BASE + path}
                  mode="widthFix"
                  lazyLoad
                  {...pictureLabel(null)}
                />
              ))}
            </View>
            <BuyBar product={product} quantity={quantity} />
          </>
        )}
      </Loaded>
    </View>
  );
}
