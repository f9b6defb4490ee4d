import { Text, View } from '@tarojs/components';
import { percentText } from '@paifan/shared/client/moneyText';
import { REWARD_STATE_TEXT } from '@paifan/shared/texts/states';
import { Amount } from '@/ui/Amount';
import { Tag } from '@/ui/Tag';
import { timeText } from '@/ui/time';
import type { Reward } from '../api/queries';
import './RewardRow.scss';

const TONE = { frozen: 'waiting', released: 'received', cancelled: 'plain' } as const;

/** One reward: how much, from what, and why it is frozen, smaller or cancelled. */
export function RewardRow({ reward }: { reward: Reward }) {
  const { state, reasonText, releasesAt } = reward;
  const from = [reward.buyer === null ? null : `来自 ${reward.buyer}`, reward.title]
    .filter((part) => part !== null)
    .join(' · ');
  return (
    <View className="reward t-reward">
      <View className="reward__row">
        <Text className="reward__kind t-reward-kind">
          {reward.kindText}
          {reward.ratio !== null && ` ${percentText(reward.ratio)}`}
        </Text>
        <Amount
          fen={reward.amountFen}
          size="title"
          tone={state === 'released' ? 'received' : state === 'frozen' ? 'waiting' : undefined}
          className="t-reward-amount"
        />
      </View>
      <View className="reward__row">
        <Text className="muted clamp-1 reward__from">{from}</Text>
        <Tag className="t-reward-state" tone={TONE[state]} text={REWARD_STATE_TEXT[state]} />
      </View>
      {reasonText !== null && <Text className="reward__reason t-reward-reason">{reasonText}</Text>}
      <Text className="muted">
        {state === 'frozen' && releasesAt !== null && reasonText === null
          ? `${timeText(releasesAt)} 之后解冻`
          : timeText(reward.grantedAt)}
      </Text>
    </View>
  );
}
