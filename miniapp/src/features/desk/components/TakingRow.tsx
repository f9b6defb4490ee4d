import { Text, View } from '@tarojs/components';
import { ORDER_KIND_TEXT } from '@paifan/shared/texts/states';
import { moneyText } from '@paifan/shared/client/moneyText';
import { Amount } from '@/ui/Amount';
import { clockText } from '@/ui/time';
import type { Taking } from '../api/queries';
import './TakingRow.scss';

/** One payment at the stores. @param withStore there are several: which one is said */
export function TakingRow({ taking, withStore }: { taking: Taking; withStore: boolean }) {
  const { kind, storeName, buyerName, at, amountFen, refundedFen } = taking;
  return (
    <View className="taking t-taking">
      <View className="taking__words">
        <Text>
          {buyerName} · {ORDER_KIND_TEXT[kind]}
        </Text>
        <Text className="muted clamp-1">
          {clockText(at)}
          {withStore ? ` · ${storeName}` : ''}
        </Text>
      </View>
      <View className="taking__figure">
        <Amount fen={amountFen} size="title" tone="received" signed className="t-taking-amount" />
        {refundedFen > 0 && <Text className="muted">已退 {moneyText(refundedFen)}</Text>}
      </View>
    </View>
  );
}
