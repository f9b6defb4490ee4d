import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Card } from '@/ui/Card';
import { Picture } from '@/ui/Picture';
import { Tag } from '@/ui/Tag';
import { moneyText } from '@paifan/shared/client/moneyText';
import type { ProductSummary } from '../api/queries';
import './ProductCard.scss';

export function ProductCard({ product }: { product: ProductSummary }) {
  return (
    <Card
      className="product-card t-product-card"
      onTap={() => open('/packages/shop/product/index', { id: product.id })}
    >
      <Picture path={product.picture} className="product-card__picture" />
      <View className="product-card__body">
        <Text className="product-card__title clamp-2 t-product-title">{product.title}</Text>
        <View className="product-card__price">
          <Amount fen={product.priceFen} size="title" tone="price" className="t-product-price" />
          <Text className="muted">{product.inStock ? `已售 ${product.sold}` : '已售罄'}</Text>
        </View>
        {product.rebate !== null && (
          <Tag
            tone="price"
            className="product-card__rebate t-product-entitled"
            text={`本单可得权益 ${moneyText(product.rebate.entitledFen)}`}
          />
        )}
      </View>
    </Card>
  );
}
