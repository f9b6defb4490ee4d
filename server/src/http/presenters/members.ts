import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Level } from '@paifan/shared/members/levels';
import { movementText } from '@paifan/shared/texts/movements';
import type { BillRow } from '../../db/ledgerReads';
import type { MemberRow } from '../../db/models/members';
import type { Invitee } from '../../usecases/growth/invitations';
import type { Me } from '../../usecases/members/readMe';
import type { Message } from '../../usecases/messages/readMessages';
import { maskName } from './names';
import type { Shown } from './shown';
import { instant } from './texts';

type MeView = ResponseOf<'GET /api/me'>;
type MemberView = MeView['member'];
type DemoMemberView = ResponseOf<'GET /api/demo/members'>['items'][number];
type InviteeView = ResponseOf<'GET /api/me/invitees'>['items'][number];
type BillView = ResponseOf<'GET /api/me/bill'>['items'][number];
type MessageView = ResponseOf<'GET /api/me/messages'>['items'][number];

/** @param levels all of them, for their names */
export const presentDemoMember = (
  { id, nickname, avatar, level, joinedAt }: MemberRow,
  levels: readonly Level[],
): DemoMemberView => ({
  id,
  nickname,
  avatar,
  level,
  levelName: levels.find((known) => known.id === level)?.name ?? level,
  joinedAt: instant(joinedAt),
});

export const presentMember = (member: MemberRow, levels: readonly Level[]): MemberView => ({
  ...presentDemoMember(member, levels),
  inviteCode: member.inviteCode,
});

/** The member's own page; queue figures as settings 20 and 21 show them. */
export function presentMe(
  { member, inviter, inviteeCount, wallet, queue, orderCounts, unreadMessages }: Me,
  shown: Shown,
  levels: readonly Level[],
): MeView {
  return {
    member: presentMember(member, levels),
    inviterName: inviter && maskName(inviter.nickname),
    inviteeCount,
    wallet: {
      cashFen: wallet.cash,
      frozenFen: wallet.frozen,
      reservedFen: wallet.reserved,
      points: wallet.points,
      love: wallet.love,
      loveFrozen: wallet.loveFrozen,
      voucher: wallet.voucher,
    },
    queue: {
      waitingCount: queue.waitingCount,
      ...(shown.pending ? { remainingFen: queue.remainingFen } : {}),
      ...(shown.rewardedTotal ? { rewardedFen: queue.rewardedFen } : {}),
    },
    orderCounts,
    unreadMessages,
  };
}

export const presentInvitee = ({
  member: { id, nickname, avatar, joinedAt },
  hasBought,
  rewardFen,
}: Invitee): InviteeView => ({
  id,
  nickname: maskName(nickname),
  avatar,
  joinedAt: instant(joinedAt),
  hasBought,
  rewardFen,
});

export const presentBillItem = ({ id, at, amount, event, orderNo, entryId, note }: BillRow): BillView => ({
  id,
  at: instant(at),
  amount,
  amountFen: amount,
  reason: event,
  text: note === null ? movementText(event) : `${movementText(event)}：${note}`,
  orderNo,
  entryId,
});

export const presentMessage = ({ row, orderNo }: Message): MessageView => ({
  id: row.id,
  at: instant(row.at),
  kind: row.kind,
  title: row.title,
  body: row.body,
  read: row.readAt !== null,
  entryId: row.entryId,
  orderNo,
});
