import { Text, View } from '@tarojs/components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useShareAppMessage } from '@tarojs/taro';
import { useState } from 'react';
import { invitationsQuery, staffQuery, type StaffMember } from '@/features/desk/api/queries';
import { AtDesk } from '@/features/desk/components/AtDesk';
import { ChangeStaffSheet } from '@/features/desk/components/ChangeStaffSheet';
import { InvitationCard } from '@/features/desk/components/InvitationCard';
import { InviteSheet } from '@/features/desk/components/InviteSheet';
import type { Desk } from '@/features/desk/desk';
import { joinPath, roleText } from '@/features/desk/words';
import { ActionBar } from '@/ui/ActionBar';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Notice';
import { OfflineStrip } from '@/ui/OfflineStrip';
import { PagedList } from '@/ui/PagedList';
import { Tag } from '@/ui/Tag';
import { Tap } from '@/ui/Tap';
import { useRefresh } from '@/ui/useRefresh';
import './index.scss';

/** Who works at the desk and as what, and whom the owner has asked to come. */
export default function StaffPage() {
  useRefresh('desk');
  // A card of an invitation is sent by the button beside its code, which names it.
  useShareAppMessage(({ target }) => {
    const { code, desk } = sharedBy(target);
    return {
      title: desk === '' ? '来看看我的店' : `邀请你加入「${desk}」的工作台`,
      path: code === '' ? '/pages/home/index' : joinPath(code),
    };
  });
  return (
    <View className="page page--with-bar t-staff">
      <OfflineStrip />
      <AtDesk permission="desk.staff.manage">{(desk) => <Staff desk={desk} />}</AtDesk>
    </View>
  );
}

/** What the pressed button carries; the menu's own share carries nothing. */
function sharedBy(target: unknown): { code: string; desk: string } {
  const dataset: unknown =
    typeof target === 'object' && target !== null ? Reflect.get(target, 'dataset') : {};
  const text = (name: string): string => {
    const value: unknown =
      typeof dataset === 'object' && dataset !== null ? Reflect.get(dataset, name) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return { code: text('code'), desk: text('desk') };
}

function Staff({ desk }: { desk: Desk }) {
  const staff = useInfiniteQuery(staffQuery(desk.id));
  const invitations = useQuery(invitationsQuery(desk.id));
  const [isInviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<StaffMember | null>(null);
  return (
    <>
      {isInviting && <InviteSheet desk={desk} onClose={() => setInviting(false)} />}
      {changing !== null && (
        <ChangeStaffSheet desk={desk} staff={changing} onClose={() => setChanging(null)} />
      )}
      <View className="stack">
        {invitations.data?.items.map((invitation) => (
          <InvitationCard key={invitation.id} desk={desk} invitation={invitation} />
        ))}
        <PagedList
          query={staff}
          keyOf={({ id }) => id}
          className="rows"
          empty={<Empty icon="people" title="还没有员工" />}
        >
          {(one) => <StaffRow staff={one} onTap={() => setChanging(one)} />}
        </PagedList>
      </View>
      <ActionBar>
        <Text className="muted">邀请码 24 小时内有效，可用一次</Text>
        <Button kind="main" className="t-invite-staff" text="邀请员工" onTap={() => setInviting(true)} />
      </ActionBar>
    </>
  );
}

function StaffRow({ staff, onTap }: { staff: StaffMember; onTap(): void }) {
  const { name, role, enabled, isMember, login } = staff;
  const ways = [isMember ? '小程序' : '', login === null ? '' : `网页登录 ${login}`].filter(
    (way) => way !== '',
  );
  return (
    <Tap className="staff__row t-staff-row" onTap={onTap}>
      <View className="staff__words">
        <Text>{name}</Text>
        <Text className="muted clamp-1">{ways.join('，')}</Text>
      </View>
      <Tag text={enabled ? roleText(role) : '已停用'} className="t-staff-state" />
    </Tap>
  );
}
