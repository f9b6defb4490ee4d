import { Text, View } from '@tarojs/components';
import { useQueryClient } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { requestAtDesk } from '@/api/client';
import { ask } from '@/ui/ask';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { ShareButton } from '@/ui/ShareButton';
import { timeText } from '@/ui/time';
import { say, useWrite } from '@/ui/useWrite';
import type { Invitation } from '../api/queries';
import type { Desk } from '../desk';
import { roleText } from '../words';
import './InvitationCard.scss';

/** A code that is still good: to be sent as a card, to be told, or to be taken back. */
export function InvitationCard({ desk, invitation }: { desk: Desk; invitation: Invitation }) {
  const client = useQueryClient();
  const { id, code, name, role, expiresAt } = invitation;
  const takeBack = useWrite(async () => {
    if (!(await ask({ title: `收回给「${name}」的邀请？`, content: '收回后这个邀请码不能再用。' }))) return;
    await requestAtDesk(desk.id, 'DELETE /api/desk/staff-invitations/:id', { params: { id } });
    await client.invalidateQueries({ queryKey: ['desk', desk.id, 'invitations'] });
    say('已收回');
  });
  return (
    <Card className="t-invitation">
      <Text className="muted">
        邀请「{name}」来做{roleText(role)}，有效至 {timeText(expiresAt)}
      </Text>
      <Text className="invitation__code t-invitation-code">{code}</Text>
      <View className="invitation__actions">
        <ShareButton
          main
          text="发给微信好友"
          className="t-send-invitation"
          carries={{ 'data-code': code, 'data-desk': desk.merchant.name }}
        />
        <Button
          className="t-copy-invitation"
          text="复制邀请码"
          onTap={() => void Taro.setClipboardData({ data: code }).catch(() => undefined)}
        />
        <Button kind="quiet" className="t-take-back" text="收回" busy={takeBack.busy} onTap={takeBack.run} />
      </View>
    </Card>
  );
}
