import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Picture } from '@/ui/Picture';
import type { QuoteLine } from '../api/queries';
import './LineHead.scss';

/** What is bought: picture, name, unit price × pieces, and what is paid for it. */
export function LineHead({ line }: { line: QuoteLine }) {
  return (
    <View className="line-head">
      {line.picture !== null && <Picture path={line.picture} className="line-head__picture" />}
      <View className="line-head__what">
        <Text className="clamp-2 line-head__title">{line.title}</Text>
        {line.skuName !== '' && <Text className="muted t-sku-name">{line.skuName}</Text>}
        <Text className="muted">
          <Amount fen={line.unitPriceFen} size="small" /> × {line.quantity}
        </Text>
      </View>
      <Amount fen={line.paidFen} size="title" />
    </View>
  );
}
