import { Text, View } from '@tarojs/components';
import { WITHDRAWAL_STATE_TONE, type Tone } from '@paifan/shared/texts/states';
import { Amount } from '@/ui/Amount';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import type { Withdrawal } from '../api/queries';
import './RewardRow.scss';

const TAG_TONE: Record<Tone, 'waiting' | 'received' | 'plain'> = {
  waiting: 'waiting',
  good: 'received',
  bad: 'plain',
  over: 'plain',
};

/** A withdrawal of the past, with what came of it. */
export function WithdrawalRow({ withdrawal }: { withdrawal: Withdrawal }) {
  return (
    <View className="reward t-withdrawal">
      <View className="reward__row">
        <Amount fen={withdrawal.amountFen} size="title" />
        <Tag
          className="t-withdrawal-row-state"
          tone={TAG_TONE[WITHDRAWAL_STATE_TONE[withdrawal.state]]}
          text={withdrawal.stateText}
        />
      </View>
      {withdrawal.reason !== null && <Text className="reward__reason">{withdrawal.reason}</Text>}
      <Text className="muted">
        {timeText(withdrawal.requestedAt)} · {withdrawal.no}
      </Text>
    </View>
  );
}
