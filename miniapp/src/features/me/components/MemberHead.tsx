import { Text, View } from '@tarojs/components';
import { open } from '@/navigation';
import { Icon } from '@/ui/Icon';
import { Picture } from '@/ui/Picture';
import { Tag } from '@/ui/Tag';
import { Tap } from '@/ui/Tap';
import type { Me } from '../api/queries';
import './MemberHead.scss';

export function MemberHead({ me }: { me: Me }) {
  return (
    <Tap className="member-head t-to-profile" onTap={() => open('/packages/me/profile/index', {})}>
      <Picture path={me.member.avatar} className="member-head__avatar" />
      <View className="member-head__words">
        <View className="member-head__row">
          <Text className="member-head__name clamp-1 t-nickname">{me.member.nickname}</Text>
          {me.member.levelName !== null && <Tag tone="waiting" text={me.member.levelName} />}
        </View>
        <Text className="muted">
          {me.inviterName === null
            ? `邀请码 ${me.member.inviteCode}`
            : `由 ${me.inviterName} 邀请 · 邀请码 ${me.member.inviteCode}`}
        </Text>
      </View>
      <Icon name="forward" className="member-head__arrow" />
    </Tap>
  );
}
