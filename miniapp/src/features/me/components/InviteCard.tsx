import { Image, Text, View } from '@tarojs/components';
import { useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Loaded } from '@/ui/Loaded';
import { inviteCodeQuery, type Me } from '../api/queries';
import { pictureLabel } from '@/ui/spoken';
import './InviteCard.scss';

/** The member's code to be scanned, and as letters to be told. */
export function InviteCard({ member }: { member: Me['member'] }) {
  const code = useQuery(inviteCodeQuery());
  return (
    <Card className="invite-card">
      <Text className="invite-card__name">{member.nickname} 邀请你来逛逛</Text>
      <View className="invite-card__frame">
        <Loaded query={code} skeleton={<View className="invite-card__blank t-loading" />}>
          {(picture) => (
            <Image
              className="invite-card__code t-invite-code"
              src={picture}
              mode="aspectFit"
              {...pictureLabel('我的小程序码')}
              showMenuByLongpress
            />
          )}
        </Loaded>
      </View>
      <Text className="muted">微信扫一扫进入，第一次登录时记住由你邀请</Text>
      <View className="invite-card__text">
        <Text>邀请码 {member.inviteCode}</Text>
        <Button
          text="复制"
          className="t-copy"
          onTap={() => void Taro.setClipboardData({ data: member.inviteCode })}
        />
      </View>
    </Card>
  );
}
