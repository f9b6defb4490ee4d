import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { PictureRow } from '@/ui/PictureRow';
import { Tag } from '@/ui/Tag';
import type { DeskProduct } from '../api/queries';
import type { Desk } from '../desk';
import { useOnSale } from '../hooks/useOnSale';
import './ProductRow.scss';

interface Props {
  desk: Desk;
  product: DeskProduct;
  onStock(): void;
}

const saleText = ({ onSale, stock }: DeskProduct): string => {
  if (!onSale) return '已下架';
  return stock === 0 ? '已售罄' : '在售';
};

/** A product of the desk: whether it is sold, and what its people do about it. A supplier's goes on sale by a proposal only. */
export function ProductRow({ desk, product, onStock }: Props) {
  const { title, picture, priceFen, stock, sold, onSale } = product;
  const turn = useOnSale(desk, product);
  const mayWrite = desk.may('desk.products.write');
  const mayTurn = mayWrite && (onSale || desk.merchant.kind === 'store');
  return (
    <Card className="t-desk-product">
      <PictureRow
        picture={picture}
        title={title}
        lines={2}
        tag={<Tag className="t-on-sale" text={saleText(product)} />}
      >
        <Amount fen={priceFen} size="title" />
        <Text className="muted">
          库存 {stock} 件，已售 {sold} 件
        </Text>
      </PictureRow>
      {mayWrite && (
        <View className="desk-product__actions">
          <Button className="t-stock" text="改库存" onTap={onStock} />
          {mayTurn && (
            <Button
              className="t-turn-sale"
              text={onSale ? '下架' : '上架'}
              busy={turn.busy}
              onTap={() => turn.run(!onSale)}
            />
          )}
        </View>
      )}
    </Card>
  );
}
