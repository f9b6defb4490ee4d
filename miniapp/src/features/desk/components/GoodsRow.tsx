import { Text, View } from '@tarojs/components';
import { Picture } from '@/ui/Picture';
import './GoodsRow.scss';

interface Props {
  title: string;
  /** Empty: the only SKU. */
  skuName: string;
  picture: string | null;
  /** How many, and what is to be done with them. */
  text: string;
  /** What is not to be done. */
  note?: string | undefined;
}

/** Goods of an order, to be handed over or to be sent. */
export function GoodsRow({ title, skuName, picture, text, note }: Props) {
  return (
    <View className="goods t-goods">
      {picture !== null && <Picture path={picture} className="goods__picture" />}
      <View className="goods__words">
        <Text className="goods__title">{title}</Text>
        {skuName !== '' && <Text className="muted">{skuName}</Text>}
        {note !== undefined && <Text className="goods__note">{note}</Text>}
      </View>
      <Text className="goods__text">{text}</Text>
    </View>
  );
}
