import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { timeText } from '@/ui/time';
import type { Payout } from '../api/queries';
import { payoutText } from '../words';
import './PayoutRow.scss';

/** One amount: how much, which order of whom paid it, and what had come in all by then. */
export function PayoutRow({ payout }: { payout: Payout }) {
  return (
    <View className="payout t-payout">
      <View className="payout__row">
        <Text className="payout__from t-payout-from">
          {payout.buyer === null ? payoutText(payout) : `来自 ${payout.buyer} 的订单`}
        </Text>
        <Amount
          fen={payout.amountFen}
          size="title"
          tone={payout.amountFen > 0 ? 'received' : undefined}
          signed
          className="t-payout-amount"
        />
      </View>
      <View className="payout__row muted">
        <Text className="t-payout-order">{payout.orderNo ?? ''}</Text>
        {payout.rewardedAfterFen !== undefined && (
          <Text>
            累计 <Amount fen={payout.rewardedAfterFen} size="small" />
          </Text>
        )}
      </View>
      <View className="payout__row muted">
        <Text>{timeText(payout.at)}</Text>
        <Text>{payout.buyer === null ? '' : payoutText(payout)}</Text>
      </View>
    </View>
  );
}
