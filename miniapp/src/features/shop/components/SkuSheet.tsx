import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Chip } from '@/ui/Chip';
import { Line } from '@/ui/Line';
import { Picture } from '@/ui/Picture';
import { Sheet } from '@/ui/Sheet';
import { Stepper } from '@/ui/Stepper';
import type { Product } from '../api/queries';
import { chosenSku, firstChoices, isOffered, valuesAt, withChoice, type Sku } from '../skus';
import { mostPieces } from '../words';
import './SkuSheet.scss';

interface Props {
  product: Product;
  /** A write that the choice led to is under way. */
  busy: boolean;
  onClose(): void;
  onBuy(sku: Sku, quantity: number): void;
  onAdd(sku: Sku, quantity: number): void;
}

/** What of a product is bought: one choice for each of its specs, and how many pieces. */
export function SkuSheet({ product, busy, onClose, onBuy, onAdd }: Props) {
  const { skus, specNames } = product;
  const [choices, setChoices] = useState(() => firstChoices(product));
  const [wanted, setWanted] = useState(1);
  const sku = chosenSku(skus, choices);
  const stock = sku?.stock ?? product.stock;
  const quantity = Math.min(wanted, mostPieces(stock));
  const act = (then: Props['onBuy']) => () => sku !== null && then(sku, quantity);

  return (
    <Sheet title="选择规格" className="t-sku-sheet" onClose={onClose}>
      <View className="sku-sheet__head">
        <Picture key={sku?.id} path={sku?.picture ?? product.picture} className="sku-sheet__picture" />
        <View className="sku-sheet__facts">
          <Amount fen={sku?.priceFen ?? product.priceFen} size="large" tone="price" className="t-sku-price" />
          <Text className="muted t-sku-stock">{stock > 0 ? `余 ${stock} 件` : '已售罄'}</Text>
        </View>
      </View>
      {specNames.map((name, at) => (
        <View key={name} className="sku-sheet__spec">
          <Text className="muted">{name}</Text>
          <View className="sku-sheet__values">
            {valuesAt(skus, at).map((value) => {
              const chosen = choices[at] === value;
              return (
                <Chip
                  key={value}
                  className="t-choice"
                  text={value}
                  selected={chosen}
                  disabled={!chosen && !isOffered(skus, choices, at, value)}
                  onTap={() => setChoices(withChoice(choices, at, chosen ? null : value))}
                />
              );
            })}
          </View>
        </View>
      ))}
      <Line name="数量" className="line--control">
        <Stepper value={quantity} min={1} max={mostPieces(stock)} onChange={setWanted} />
      </Line>
      <View className="sku-sheet__actions">
        <Button
          className="t-sku-add"
          text="加入购物车"
          busy={busy}
          disabled={sku === null || stock === 0}
          onTap={act(onAdd)}
        />
        <Button
          kind="main"
          className="t-sku-buy"
          text={sku === null ? '请选择规格' : stock === 0 ? '已售罄' : '立即购买'}
          disabled={busy || sku === null || stock === 0}
          onTap={act(onBuy)}
        />
      </View>
    </Sheet>
  );
}
