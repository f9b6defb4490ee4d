import { Text, View } from '@tarojs/components';
import { Picture } from '@/ui/Picture';
import { timeText } from '@/ui/time';
import type { Invitee } from '../api/queries';
import './InviteeRow.scss';

export function InviteeRow({ invitee }: { invitee: Invitee }) {
  return (
    <View className="invitee t-invitee">
      <Picture path={invitee.avatar} className="invitee__avatar" />
      <Text className="invitee__name">{invitee.nickname}</Text>
      <Text className="muted">{timeText(invitee.joinedAt)} 加入</Text>
    </View>
  );
}
