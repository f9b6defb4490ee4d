import { Text, View } from '@tarojs/components';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { open } from '@/navigation';
import { Amount } from '@/ui/Amount';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import { timeText } from '@/ui/time';
import type { BillBalance, BillItem } from '../api/queries';
import { isMoney } from '../words';
import './BillRow.scss';

/** One movement of a balance. One that came to an entry leads to that entry's history. */
export function BillRow({ item, balance }: { item: BillItem; balance: BillBalance }) {
  const inFen = isMoney(balance);
  const { entryId } = item;
  const content = (
    <>
      <View className="bill-row__words">
        <Text className="bill-row__text t-bill-text">{item.text}</Text>
        <Text className="muted clamp-1">{item.orderNo ?? ''}</Text>
      </View>
      <View className="bill-row__figure">
        {inFen ? (
          <Amount
            fen={item.amount}
            size="title"
            tone={balance === 'cash' && item.amount > 0 ? 'received' : undefined}
            signed
            className="t-bill-amount"
          />
        ) : (
          <Text className="bill-row__value t-bill-amount">
            {item.amount > 0 ? '+' : ''}
            {hundredthsText(item.amount)}
          </Text>
        )}
        <Text className="muted">{timeText(item.at)}</Text>
      </View>
      {entryId !== null && <Icon size="small" name="forward" className="bill-row__arrow" />}
    </>
  );
  if (entryId === null) return <View className="bill-row t-bill-item">{content}</View>;
  return (
    <Tap className="bill-row t-bill-item" onTap={() => open('/packages/line/history/index', { id: entryId })}>
      {content}
    </Tap>
  );
}
