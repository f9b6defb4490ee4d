import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Level } from '@paifan/shared/members/levels';
import type { ListedMember, MemberDetail } from '../../usecases/members/adminMembers';
import type { Profile } from '../../usecases/members/profile';
import { presentMember } from './members';
import { instant } from './texts';

type ListedView = ResponseOf<'GET /api/admin/members'>['items'][number];
type DetailView = ResponseOf<'GET /api/admin/members/:id'>;

export const presentProfile = (
  { member, phone }: Profile,
  levels: readonly Level[],
): ResponseOf<'GET /api/me/profile'> => ({ member: presentMember(member, levels), phone });

/** A member as operators see it: the name is not masked. */
export const presentListedMember = ({
  id,
  nickname,
  avatar,
  level,
  inviteCode,
  inviterId,
  joinedAt,
}: ListedMember): ListedView => ({
  ...{ id, nickname, avatar, level, inviteCode, inviterId },
  joinedAt: instant(joinedAt),
});

export const presentMemberDetail = ({
  member,
  phone,
  figures,
  wallet: { cash, frozen, reserved, ...others },
  inviters,
  inviteeCount,
}: MemberDetail): DetailView => ({
  member: presentListedMember(member),
  phone,
  handLevel: member.handLevel,
  figures,
  wallet: { cashFen: cash, frozenFen: frozen, reservedFen: reserved, ...others },
  inviters: inviters.map(({ id, nickname, level }) => ({ id, nickname, level })),
  inviteeCount,
});
