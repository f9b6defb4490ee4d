import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Picture } from '@/ui/Picture';
import { timeText } from '@/ui/time';
import type { Invitee } from '../api/queries';
import './InviteeRow.scss';

export function InviteeRow({ invitee }: { invitee: Invitee }) {
  return (
    <View className="invitee t-invitee">
      <Picture path={invitee.avatar} className="invitee__avatar" />
      <View className="invitee__words">
        <Text className="clamp-1">{invitee.nickname}</Text>
        <Text className="muted">
          {timeText(invitee.joinedAt)} 加入 · {invitee.hasBought ? '有完成的订单' : '还没有完成的订单'}
        </Text>
      </View>
      {invitee.rewardFen > 0 && <Amount fen={invitee.rewardFen} className="t-invitee-reward" />}
    </View>
  );
}
